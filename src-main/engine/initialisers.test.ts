import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGenerator } from './generator'
import { type InitialiserName, type InitialiserSetting, initialiserNamed, initialisers } from './initialisers'

const COUNT = 60000
const FAN_IN = 30
const FAN_OUT = 20

function settingOf(fanIn: number, fanOut: number, length: number): InitialiserSetting {
  return { fanIn, fanOut, rows: fanIn, columns: length / fanIn, value: 0.25 }
}

function moments(name: InitialiserName) {
  const view = new Float64Array(COUNT)
  initialisers[name](view, settingOf(FAN_IN, FAN_OUT, COUNT), createGenerator(1, name))
  const mean = view.reduce((sum, value) => sum + value, 0) / COUNT
  const variance = view.reduce((sum, value) => sum + value * value, 0) / COUNT
  const largest = view.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return { mean, variance, largest }
}

describe('initialisers', () => {
  test.each([
    ['heNormal', 2 / FAN_IN],
    ['heUniform', 2 / FAN_IN],
    ['glorotNormal', 2 / (FAN_IN + FAN_OUT)],
    ['glorotUniform', 2 / (FAN_IN + FAN_OUT)],
    ['lecunNormal', 1 / FAN_IN],
    ['lecunUniform', 1 / FAN_IN],
  ] as const)('%s has mean 0 and the variance of its paper', (name, variance) => {
    const measured = moments(name)
    // five standard errors of each
    expect(Math.abs(measured.mean)).toBeLessThan(5 * Math.sqrt(variance / COUNT))
    expect(Math.abs(measured.variance / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / COUNT))
  })

  test('uniform values stay within √3 deviations, and reach close to them', () => {
    for (const [name, variance] of [
      ['heUniform', 2 / FAN_IN],
      ['glorotUniform', 2 / (FAN_IN + FAN_OUT)],
      ['lecunUniform', 1 / FAN_IN],
    ] as const) {
      const limit = Math.sqrt(3 * variance)
      const { largest } = moments(name)
      expect(largest).toBeLessThanOrEqual(limit)
      expect(largest).toBeGreaterThan(0.99 * limit)
    }
  })

  test.each([
    ['zeros', 0],
    ['constant', 0.25],
  ] as const)('%s overwrites everything and draws nothing', (name, value) => {
    const generator = createGenerator(1, name)
    const before = generator.state()
    const view = Float32Array.of(1, 2, 3)
    initialisers[name](view, settingOf(3, 1, 3), generator)
    expect([...view]).toEqual([value, value, value])
    expect(generator.state()).toEqual(before)
  })

  test('a longer view begins with the values of a shorter one, where elements are drawn one by one', () => {
    const names = Object.keys(initialisers) as InitialiserName[]
    for (const name of names.filter((name) => name !== 'orthogonal')) {
      const short = new Float64Array(5)
      const long = new Float64Array(9)
      initialisers[name](short, settingOf(3, 3, 5), createGenerator(2, name))
      initialisers[name](long, settingOf(3, 3, 9), createGenerator(2, name))
      expect(long.subarray(0, 5)).toEqual(short)
    }
  })
})

describe('orthogonal', () => {
  const sizes = fc.integer({ min: 1, max: 24 })
  const draw = (rows: number, columns: number, seed: number) => {
    const view = new Float64Array(rows * columns)
    const setting = { fanIn: rows, fanOut: columns, rows, columns, value: 0 }
    initialisers.orthogonal(view, setting, createGenerator(seed, 'orthogonal'))
    return view
  }

  test('the shorter side has orthonormal vectors', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (rows, columns, seed) => {
        const view = draw(rows, columns, seed)
        const isTall = rows >= columns
        const at = (vector: number, i: number) => view[isTall ? i * columns + vector : vector * columns + i]!
        for (let a = 0; a < Math.min(rows, columns); a++) {
          for (let b = 0; b <= a; b++) {
            let sum = 0
            for (let i = 0; i < Math.max(rows, columns); i++) sum += at(a, i) * at(b, i)
            expect(Math.abs(sum - (a === b ? 1 : 0))).toBeLessThan(1e-14)
          }
        }
      }),
    )
  })

  test('elements have mean 0 and variance 1/length over many draws', () => {
    const values = Array.from({ length: 2000 }, (_, seed) => draw(4, 3, seed)[0]!)
    const mean = values.reduce((sum, value) => sum + value, 0) / 2000
    const variance = values.reduce((sum, value) => sum + value * value, 0) / 2000
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(0.25 / 2000))
    // the square of one element of a random unit vector in 4 dimensions has variance 1/32
    expect(Math.abs(variance - 0.25)).toBeLessThan(5 * Math.sqrt(1 / 32 / 2000))
  })
})

test('an initialiser that does not exist is refused with those that do', () => {
  expect(initialiserNamed('zeros')).toBe(initialisers.zeros)
  for (const name of ['xavier', 'toString']) {
    expect(() => initialiserNamed(name as InitialiserName)).toThrow(
      `initialiser = ${name}, must be one of ${Object.keys(initialisers).join(', ')}`,
    )
  }
})
