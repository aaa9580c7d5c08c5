import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKernels } from '../kernels/createKernels'
import { createMeasures } from './createMeasures'
import { euclideanNorm } from './norms'
import { typescriptMeasures } from './typescriptMeasures'

const { norm, distance } = typescriptMeasures

describe('where squares leave the range of float64', () => {
  test.each([
    [[3e200, -4e200], 5e200],
    [[3e-200, 4e-200], 5e-200],
    [[1e155, 1e155, 1e155, 1e155], 2e155],
    [[-1.7e308, 0], 1.7e308],
    [[5e-324, 0], 5e-324],
    [[3e-160, 4e-160, 0], 5e-160],
    [[0, 0], 0],
  ])('‖%j‖ is %d', (elements, length) => {
    for (const measured of [euclideanNorm, norm]) {
      expect(Math.abs(measured(Float64Array.from(elements)) - length)).toBeLessThanOrEqual(2 ** -51 * length)
    }
    const beside = Float64Array.from(elements, () => 0)
    expect(Math.abs(distance(Float64Array.from(elements), beside) - length)).toBeLessThanOrEqual(2 ** -51 * length)
  })

  test('what is not finite is not made so', () => {
    for (const measured of [euclideanNorm, norm]) {
      expect(measured(Float64Array.of(1, Number.NEGATIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY)
      expect(measured(Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY))).toBeNaN()
    }
  })
})

test('a power of two in front of every element is one in front of the norm, over the whole range', () => {
  const elements = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(elements, fc.integer({ min: -900, max: 1000 }), (row, power) => {
      fc.pre(Math.max(...row.map(Math.abs)) > 1e-3)
      const scaled = row.map((element) => element * 2 ** power)
      for (const measured of [euclideanNorm, norm]) {
        const ratio = measured(Float64Array.from(scaled)) / 2 ** power / measured(Float64Array.from(row))
        expect(Math.abs(ratio - 1)).toBeLessThan(1e-14)
      }
    }),
  )
})

test('within the range the bits are those of the plain sum', () => {
  const elements = fc.array(fc.double({ min: -1e100, max: 1e100, noNaN: true }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(elements, (row) => {
      const sum = row.reduce((total, element) => total + element * element, 0)
      fc.pre(sum > 1e-290)
      expect(euclideanNorm(Float64Array.from(row))).toBe(Math.sqrt(sum))
      expect(norm(Float64Array.from(row))).toBe(Math.sqrt(typescriptMeasures.sumOfSquares(Float64Array.from(row))))
    }),
  )
})

test('in WebAssembly norms and distances have the bits of the reference, in both precisions', () => {
  const measures = createMeasures(createKernels('wasm', 'float32'))
  for (const precision of ['float32', 'float64'] as const) {
    for (const row of [
      [3e38, -1e38, 2],
      [1e-40, 2e-45, 0],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]) {
      const [a, b] = [measures.reals(precision, row.length), measures.reals(precision, row.length)]
      a.set(row)
      b.set(row.map((element) => element / 2))
      expect(measures.norm(a)).toBe(norm(a))
      expect(measures.distance(a, b)).toBe(distance(a, b))
    }
  }
})
