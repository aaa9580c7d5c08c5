import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { typescriptMeasures } from '../engine/measures/typescriptMeasures'
import { allocateReals, type Precision, type Reals } from '../engine/precision'
import { Quantiles } from './quantiles'

interface Fixture {
  readonly shares: number[]
  readonly cases: readonly { precision: Precision; values: number[]; quantiles: number[] }[]
}

const fixture: Fixture = JSON.parse(readFileSync(new URL('./testdata/quantiles.json', import.meta.url), 'utf8'))

function reals(precision: Precision, values: readonly number[]): Reals {
  const array = allocateReals(precision, values.length)
  array.set(values)
  return array
}

function measured(shares: readonly number[], array: Reals, longest = array.length): number[] {
  const quantiles = new Quantiles(shares, longest, typescriptMeasures)
  const summary = { sum: 0, least: 0, largest: 0 }
  typescriptMeasures.summarise(array, summary)
  quantiles.measure(array, summary)
  return [...quantiles.values]
}

/** Repeats each number, so that the array is long enough for the radix passes. */
function repeated(values: readonly number[], times: number): number[] {
  return values.flatMap((value) => Array.from({ length: times }, () => value))
}

describe('Quantiles', () => {
  test.each(fixture.cases)(
    'equal those of NumPy: $precision, $values.length numbers',
    ({ precision, values, quantiles }) => {
      const actual = measured(fixture.shares, reals(precision, values))
      expect(actual).toEqual(quantiles)
    },
  )

  test('at shares that fall on a number, long and short arrays give that number of the sorted array exactly', () => {
    const numbers = fc.array(fc.double({ noNaN: true }), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom<Precision>('float32', 'float64'),
        fc.constantFrom(1, 700),
        (values, precision, times) => {
          const array = reals(precision, repeated(values, times))
          const shares = [0, 0.5, 1].filter((share) => Number.isInteger((array.length - 1) * share))
          const sorted = [...array].sort((a, b) => a - b)
          const expected = shares.map((share) => sorted[(array.length - 1) * share]! + 0)
          expect(measured(shares, array).map((value) => value + 0)).toEqual(expected)
        },
      ),
    )
  })

  test('short arrays, which are sorted, and long ones, which are not, agree bit for bit', () => {
    const numbers = fc.array(fc.double({ min: -1e38, max: 1e38, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(numbers, fc.constantFrom<Precision>('float32', 'float64'), (values, precision) => {
        const times = 1100
        const long = measured([0.25, 0.75], reals(precision, repeated(values, times)))
        const sorted = [...reals(precision, values)].sort((a, b) => a - b)
        const length = values.length * times
        const at = (share: number): number => sorted[Math.floor(Math.floor((length - 1) * share) / times)]!
        const next = (share: number): number =>
          sorted[Math.floor((Math.floor((length - 1) * share) + 1) / times)] ?? at(share)
        for (const [index, share] of [0.25, 0.75].entries()) {
          expect(long[index]!).toBeGreaterThanOrEqual(at(share))
          expect(long[index]!).toBeLessThanOrEqual(next(share))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('what was measured before leaves no trace', () => {
    const shares = [0, 0.05, 0.3, 0.5, 0.95, 1]
    const arrays = fc.array(fc.tuple(fc.integer(), fc.constantFrom(2, 900, 1024, 1025, 1500, 2500)), {
      minLength: 2,
      maxLength: 5,
    })
    fc.assert(
      fc.property(arrays, fc.constantFrom<Precision>('float32', 'float64'), (seeds, precision) => {
        const quantiles = new Quantiles(shares, 2500, typescriptMeasures)
        for (const [seed, length] of seeds) {
          const numbers = Array.from({ length }, (_, index) => (((seed % 1e6) + index * 7919) % 1009) * (seed % 7))
          const array = reals(precision, numbers)
          const summary = { sum: 0, least: 0, largest: 0 }
          typescriptMeasures.summarise(array, summary)
          quantiles.measure(array, summary)
          expect([...quantiles.values]).toEqual(measured(shares, array))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('shares may stand in any order', () => {
    for (const precision of ['float32', 'float64'] as const) {
      for (const length of [11, 2001]) {
        const array = reals(
          precision,
          Array.from({ length }, (_, index) => index),
        )
        expect(measured([1, 0, 0.5, 0.1], array)).toEqual([1, 0, 0.5, 0.1].map((share) => share * (length - 1)))
      }
    }
  })

  test('a hundred shares are measured at once, and no more', () => {
    const shares = Array.from({ length: 100 }, (_, index) => index / 128)
    const numbers = Array.from({ length: 2049 }, (_, index) => 2048 - index)
    const expected = shares.map((share) => 2048 * share)
    for (const precision of ['float32', 'float64'] as const) {
      expect(measured(shares, reals(precision, numbers))).toEqual(expected)
    }
    expect(() => new Quantiles([...shares, 1], 10, typescriptMeasures)).toThrow('shares = 101, must be at most 100')
  })

  test('numbers that differ in their last bits alone are told apart, of either sign', () => {
    const shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
    const numbers = Float32Array.from({ length: 20_001 }, (_, index) => 1 + ((index * 7919) % 20_001) * 2 ** -23)
    for (const sign of [1, -1]) {
      const array = numbers.map((value) => sign * value)
      const sorted = array.slice().sort()
      expect(measured(shares, array)).toEqual(shares.map((share) => sorted[20_000 * share]))
    }
  })

  test('every quantile of equal numbers is that number', () => {
    for (const value of [0, -0, 1e-45, 5e-324, 1e300, Infinity, -3]) {
      for (const length of [1, 5, 5000]) {
        const array = new Float64Array(length).fill(value)
        expect(measured([0, 0.05, 0.5, 1], array)).toEqual([value, value, value, value])
      }
    }
  })

  test('between a finite number and infinity lies infinity', () => {
    expect(measured([0, 0.25, 0.5, 1], Float64Array.of(1, Infinity))).toEqual([1, Infinity, Infinity, Infinity])
  })

  test('between the largest numbers of either sign lie finite ones', () => {
    expect(measured([0.25, 0.5, 0.75], Float64Array.of(-1e308, 1e308))).toEqual([-5e307, 0, 5e307])
  })

  test('an empty array and one with a NaN give NaN', () => {
    expect(measured([0.5], new Float32Array(0))).toEqual([Number.NaN])
    expect(measured([0, 1], new Float32Array([1, Number.NaN, 2]))).toEqual([Number.NaN, Number.NaN])
  })

  test('an array in the middle of a buffer is measured alone', () => {
    const whole = Float64Array.from({ length: 6000 }, (_, index) => index)
    expect(measured([0, 0.5, 1], whole.subarray(1001, 4004))).toEqual([1001, 2502, 4003])
  })

  test('a share outside [0, 1] and an array that is too long are refused', () => {
    expect(() => new Quantiles([1.5], 10, typescriptMeasures)).toThrow('share = 1.5, must be in [0, 1]')
    expect(() => measured([0.5], new Float32Array(3), 2)).toThrow('array.length = 3, must be at most 2')
  })
})
