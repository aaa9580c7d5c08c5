import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArena } from '../engine/arena'
import type { Precision } from '../engine/precision'
import { clipGradients } from './clipGradients'

interface Case {
  readonly precision: Precision
  readonly clipValue: number
  readonly clipNorm: number
  readonly gradient: number[]
  readonly clipped: number[]
}

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('./testdata/clipping/gradientClipping.json', import.meta.url), 'utf8'),
)

function clip(gradient: readonly number[], settings: Record<string, number>, precision: Precision = 'float64') {
  const arena = createArena(precision, [{ name: 'x', shape: [gradient.length] }])
  arena.gradients.set(gradient)
  clipGradients(settings, arena)?.()
  return [...arena.gradients]
}

const length = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
const gradients = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 })
const bound = fc.double({ min: 1e-3, max: 1e3, noNaN: true })

describe('clipGradients', () => {
  test('agrees with the formulas of PyTorch computed by numpy, to 1e-12 (one float32 digit in float32)', () => {
    for (const { precision, clipValue, clipNorm, gradient, clipped } of cases) {
      const actual = clip(gradient, { clipValue, clipNorm }, precision)
      const tolerance = precision === 'float32' ? 2 ** -23 : 1e-12
      actual.forEach((value, index) => {
        expect(Math.abs(value - clipped[index]!)).toBeLessThanOrEqual(tolerance * Math.abs(clipped[index]!))
      })
    }
  })

  test('at 0, or in a document that has neither, nothing is done', () => {
    const arena = createArena('float64', [{ name: 'x', shape: [1] }])
    expect(clipGradients({ clipValue: 0, clipNorm: 0 }, arena)).toBeUndefined()
    expect(clipGradients({}, arena)).toBeUndefined()
  })

  test('no element is above clipValue, the norm not above clipNorm, and what is within both stays as it is', () => {
    fc.assert(
      fc.property(gradients, bound, bound, (gradient, clipValue, clipNorm) => {
        const clipped = clip(gradient, { clipValue, clipNorm })
        expect(Math.max(...clipped.map(Math.abs))).toBeLessThanOrEqual(clipValue)
        expect(length(clipped)).toBeLessThanOrEqual(clipNorm)
        const isWithin = gradient.every((value) => Math.abs(value) <= clipValue) && length(gradient) < clipNorm - 1e-5
        if (isWithin) expect(clipped).toEqual(gradient)
      }),
    )
  })

  test('the norm alone keeps the direction', () => {
    const [x, y] = clip([3, -4], { clipValue: 0, clipNorm: 1 })
    expect(x! / y!).toBeCloseTo(-0.75, 15)
  })

  test.each<[Precision, number[], number, number[]]>([
    ['float64', [3e200, -4e200], 1, [0.6, -0.8]],
    ['float64', [1.7e308, 1.7e308, 1.7e308, 1.7e308], 2, [1, 1, 1, 1]],
    ['float64', [3e300, 4e300], 1e-20, [6e-21, 8e-21]],
    ['float32', [3e38, 0], 2 ** -100, [2 ** -100, 0]],
  ])(
    'in %s a finite gradient, %j, is never clipped to 0: to the norm %d it is %j',
    (precision, gradient, norm, expected) => {
      const clipped = clip(gradient, { clipValue: 0, clipNorm: norm }, precision)
      clipped.forEach((value, index) => {
        expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(1e-7 * Math.abs(expected[index]!))
      })
      if (precision === 'float64')
        expect(Math.abs(length(clipped.map((value) => value / norm)) - 1)).toBeLessThan(1e-15)
    },
  )

  test('a tiny gradient keeps its direction and gets the length min(norm, bound)', () => {
    const direction = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })
    const powers = { float64: { min: -300, max: -7 }, float32: { min: -35, max: -7 } }
    for (const precision of ['float64', 'float32'] as const) {
      const tolerance = precision === 'float32' ? 2 ** -21 : 1e-14
      const power = fc.integer(powers[precision])
      fc.assert(
        fc.property(direction, power, power, (along, size, bound) => {
          const gradient = along.map((value) => Number(`${value}e${size}`)).filter(Number.isFinite)
          fc.pre(gradient.length > 0)
          const relative = gradient.map((value) => value * 10 ** -size)
          const longest = Number(`1e${bound}`)
          const norm = length(relative) * 10 ** size
          const clipped = clip(gradient, { clipNorm: longest }, precision)
          const held = clip(gradient, {}, precision)
          if (norm < longest * (1 - 1e-6)) expect(clipped).toEqual(held)
          clipped.forEach((value, index) => {
            const expected = (relative[index]! / length(relative)) * Math.min(norm, longest)
            expect(Math.abs(value / expected - 1)).toBeLessThan(tolerance)
          })
        }),
      )
    }
  })

  test.each<[Precision, number, number]>([
    ['float64', 1e-200, 1e-190],
    ['float64', 5e-324, 1e-300],
    ['float32', 1e-30, 1e-25],
    ['float32', 2 ** -149, 1e-40],
  ])('in %s a gradient %d shorter than the bound %d stays as it is', (precision, gradient, clipNorm) => {
    expect(clip([gradient, 0], { clipNorm }, precision)).toEqual(clip([gradient, 0], {}, precision))
  })

  test('a gradient of 0 stays 0 under any bound', () => {
    expect(clip([0, 0], { clipNorm: 1e-300 })).toEqual([0, 0])
  })

  test('an infinite gradient stays none that could be used', () => {
    expect(clip([Number.POSITIVE_INFINITY, 2], { clipValue: 0, clipNorm: 1 })).toEqual([Number.NaN, 0])
  })

  test('a NaN is not clipped away', () => {
    expect(clip([Number.NaN, 2], { clipValue: 1, clipNorm: 1 })).toEqual([Number.NaN, 1])
  })
})
