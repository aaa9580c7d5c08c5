import { describe, expect, test } from 'vitest'
import { createGenerator } from '../generator'
import { type InitialiserName, initialisers } from './index'

const COUNT = 60000
const FAN_IN = 30
const FAN_OUT = 20

function moments(name: InitialiserName) {
  const view = new Float64Array(COUNT)
  initialisers[name](view, FAN_IN, FAN_OUT, createGenerator(1, name))
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
    ] as const) {
      const limit = Math.sqrt(3 * variance)
      const { largest } = moments(name)
      expect(largest).toBeLessThanOrEqual(limit)
      expect(largest).toBeGreaterThan(0.99 * limit)
    }
  })

  test('zeros overwrites everything and draws nothing', () => {
    const generator = createGenerator(1, 'zeros')
    const before = generator.state()
    const view = Float32Array.of(1, 2, 3)
    initialisers.zeros(view, 1, 1, generator)
    expect([...view]).toEqual([0, 0, 0])
    expect(generator.state()).toEqual(before)
  })

  test('a longer view begins with the values of a shorter one', () => {
    for (const name of Object.keys(initialisers) as InitialiserName[]) {
      const short = new Float64Array(5)
      const long = new Float64Array(9)
      initialisers[name](short, 3, 3, createGenerator(2, name))
      initialisers[name](long, 3, 3, createGenerator(2, name))
      expect(long.subarray(0, 5)).toEqual(short)
    }
  })
})
