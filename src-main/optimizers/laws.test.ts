/** What single rules promise: first steps, bounds of s_dW, and what does not matter. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGenerator } from '../engine/generator'
import { gradientRows } from './testing/gradientRows'
import { largestRelativeDifference, settingsOf, train } from './testing/trainOptimizer'

describe('laws of single rules', () => {
  const magnitude = fc.double({ min: 1e-3, max: 1e3, noNaN: true })

  test('the first step of RMSProp is α/√(1 − β₂), whatever the gradient', () => {
    fc.assert(
      fc.property(magnitude, fc.boolean(), fc.constantFrom(0.9, 0.99, 0.999), (size, isNegative, beta2) => {
        const settings = settingsOf({ kind: 'rmsprop', learningRate: 0.1, beta2, epsilon: 1e-14 })
        const moved = train(settings, [0], [[isNegative ? -size : size]]).weights[0]![0]!
        const expected = ((isNegative ? 1 : -1) * 0.1) / Math.sqrt(1 - beta2)
        expect(Math.abs(moved / expected - 1)).toBeLessThan(1e-9)
      }),
    )
  })

  test('scaling g by a positive factor leaves the path of RMSProp unchanged as ε → 0', () => {
    fc.assert(
      fc.property(
        fc.array(magnitude, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: -8, max: 8 }),
        (sizes, power) => {
          const settings = settingsOf({ kind: 'rmsprop', learningRate: 0.1, epsilon: 1e-300 })
          const rows = sizes.map((size) => [size])
          const scaled = sizes.map((size) => [size * 4 ** power])
          expect(
            largestRelativeDifference(train(settings, [1], rows).weights, train(settings, [1], scaled).weights),
          ).toBeLessThan(1e-12)
        },
      ),
    )
  })

  test('0 ≤ s_dW ≤ max g² for RMSProp and Adam', () => {
    fc.assert(
      fc.property(gradientRows, fc.constantFrom('rmsprop', 'adam'), (gradients, kind) => {
        const { slots } = train(settingsOf({ kind }), [0, 0, 0, 0, 0, 0], gradients)
        for (let element = 0; element < 6; element++) {
          const largest = Math.max(...gradients.map((row) => row[element]! * row[element]!))
          for (const row of slots.s!) {
            expect(row[element]!).toBeGreaterThanOrEqual(0)
            expect(row[element]!).toBeLessThanOrEqual(largest * (1 + 1e-12))
          }
        }
      }),
    )
  })

  test('the first step of Adam is α', () => {
    const { weights } = train(settingsOf({ kind: 'adam', learningRate: 0.1, epsilon: 1e-15 }), [0, 0], [[3, -1e-3]])
    expect(largestRelativeDifference(weights, [[-0.1, 0.1]])).toBeLessThan(1e-9)
  })

  test('undampened, the first velocity of momentum is the gradient whatever the dampening; dampened, its share', () => {
    const document = { kind: 'momentum', beta1: 0.9, dampening: 0.75 } as const
    expect(train(settingsOf(document), [1], [[4], [4]]).slots.v).toEqual([[4], [0.9 * 4 + 0.25 * 4]])
    const dampened = settingsOf({ ...document, firstStep: 'dampened' })
    expect(train(dampened, [1], [[4], [4]]).slots.v).toEqual([[1], [0.9 * 1 + 0.25 * 4]])
  })

  test('without dampening the two first steps of momentum are one', () => {
    fc.assert(
      fc.property(gradientRows, (gradients) => {
        const initial = [1, 2, 3, 4, 5, 6]
        const path = (firstStep: string) => train(settingsOf({ kind: 'momentum', firstStep }), initial, gradients)
        expect(largestRelativeDifference(path('dampened').weights, path('undampened').weights)).toBe(0)
      }),
    )
  })

  test('where rounding makes the centred s_dW negative, the step stays finite', () => {
    const settings = settingsOf({ kind: 'rmsprop', centered: true, beta2: 0.99 })
    const noise = createGenerator(1, 'gradients')
    const gradients = Array.from({ length: 5000 }, () => [1 + 3e-4 * noise.nextNormal()])
    const { weights, slots } = train(settings, [0], gradients, 'float32')
    const isNegative = slots.s!.some(([s], step) => Math.fround(s! - Math.fround(slots.gAvg![step]![0]! ** 2)) < 0)
    expect(isNegative).toBe(true)
    expect(weights.flat().every(Number.isFinite)).toBe(true)
  })
})
