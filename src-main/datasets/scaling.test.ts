/** Means and deviations held against whole numbers of any length, which round nowhere. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitStandardising, fitStandardisingWhole, meanOf, scaled, standardisedTargets } from './scaling'

const rowsOf = (count: number) => Uint32Array.from({ length: count }, (_, row) => row)
const fitted = (column: readonly number[]) => {
  const scaling = fitStandardising(Float64Array.from(column), 1, rowsOf(column.length))
  const values = column.map((x) => scaled(x, scaling, 0))
  return { scaling, shift: scaling.shift[0]!, divisor: scaling.divisor[0]!, values }
}

/** x·2¹⁰⁷⁴: every float64 is a whole number of such parts. */
function parts(x: number): bigint {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, x)
  const word = bits.getBigUint64(0)
  const exponent = (word >> 52n) & 0x7ffn
  const fraction = word & 0xf_ffff_ffff_ffffn
  const size = exponent === 0n ? fraction : (fraction + (1n << 52n)) << (exponent - 1n)
  return x < 0 ? -size : size
}

/** (x − mean) / deviation = (n·x − Σx) / √(n·Σx² − (Σx)²), with one rounding at the end. */
function exactly(column: readonly number[]): number[] {
  const xs = column.map(parts)
  const count = BigInt(xs.length)
  const sum = xs.reduce((total, x) => total + x, 0n)
  const radicand = count * xs.reduce((total, x) => total + x * x, 0n) - sum * sum
  return xs.map((x) => {
    const top = count * x - sum
    const square = Number(((top * top) << 200n) / radicand) / 2 ** 200
    return top < 0n ? -Math.sqrt(square) : Math.sqrt(square)
  })
}

/** What the rounding of the shift to a float64 may cost, in deviations. */
function tolerance(column: readonly number[], divisor: number): number {
  return 1e-8 + (4 * 2 ** -53 * Math.max(...column.map(Math.abs))) / divisor
}

describe('a column that varies', () => {
  const steps = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 })
  const column = fc
    .record({ steps, power: fc.integer({ min: -1000, max: 1000 }), offset: fc.integer({ min: -1e6, max: 1e6 }) })
    .map(({ steps, power, offset }) => steps.map((step) => (offset + step) * 2 ** power))
    .filter((values) => new Set(values).size > 1)

  test('has the mean 0 and the deviation 1 that exact arithmetic gives, from 1e-300 to 1e300', () => {
    fc.assert(
      fc.property(column, (values) => {
        const { values: got, divisor } = fitted(values)
        const wanted = exactly(values)
        got.forEach((value, index) => {
          expect(Math.abs(value - wanted[index]!)).toBeLessThanOrEqual(tolerance(values, divisor))
        })
      }),
    )
  })

  test('may hold any float64, of any sizes at once', () => {
    const any = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(any, (values) => {
        const largest = Math.max(...values.map(Math.abs))
        fc.pre(largest > 1e-290 && Math.max(...values) / 2 - Math.min(...values) / 2 > largest * 1e-6)
        const { values: got, divisor } = fitted(values)
        const wanted = exactly(values)
        got.forEach((value, index) => {
          expect(Math.abs(value - wanted[index]!)).toBeLessThanOrEqual(tolerance(values, divisor))
        })
      }),
    )
  })

  test.each([
    ['1e200', [1e200, -3e200, 2e200]],
    ['the largest float64', [Number.MAX_VALUE, -Number.MAX_VALUE, 0]],
    ['1e-200', [1e-200, -3e-200, 2e-200]],
    ['the smallest float64', [5e-324 * 1000, -5e-324 * 3000, 5e-324 * 2000]],
    ['3e-13', [1e-13, -3e-13, 2e-13]],
    ['time stamps', [1_600_000_000, 1_600_000_060, 1_600_000_120]],
  ])('of the size of %s', (_, values) => {
    const { values: got } = fitted(values)
    exactly(values).forEach((wanted, index) => {
      expect(got[index]).toBeCloseTo(wanted, 2)
    })
  })

  test('by the last digit of whole numbers is told apart', () => {
    const { values } = fitted([9007199254740990, 9007199254740991, 9007199254740990])
    expect(values[1]! - values[0]!).toBeCloseTo(3 / Math.SQRT2, 12)
  })

  test.each([2 ** 52, -(2 ** 52), 2 ** 53 - 2])(
    'by one alone at %d is −1 and 1, though no float64 is its mean',
    (whole) => {
      const column = Array.from({ length: 1000 }, (_, row) => whole + (row % 2))
      expect(fitted(column).values).toEqual(column.map((_, row) => (row % 2 === 0 ? -1 : 1)))
      const scaling = fitStandardisingWhole(Float64Array.from(column), 2, rowsOf(500))
      expect(column.map((value, index) => scaled(value, scaling, index % 2))).toEqual(fitted(column).values)
    },
  )

  test('far from zero by the last digits of fractions has the mean 0 that exact arithmetic gives', () => {
    const column = Array.from({ length: 1000 }, (_, row) => 1 + (row % 4) * 2 ** -49)
    const wanted = exactly(column)
    fitted(column).values.forEach((value, index) => {
      expect(Math.abs(value - wanted[index]!)).toBeLessThan(1e-9)
    })
  })

  test('far from zero is centred, however long the sum', () => {
    const values = Array.from({ length: 40_000 }, (_, row) => 1e9 + 0.1 + (row % 5) / 1000)
    const { values: got, divisor } = fitted(values)
    const wanted = exactly(values.slice(0, 5))
    for (const [index, value] of wanted.entries()) expect(Math.abs(got[index]! - value)).toBeLessThan(1e-4)
    expect(divisor).toBeCloseTo(Math.SQRT2 / 1000, 6)
  })

  test('of ordinary numbers keeps the bits of the plain two passes', () => {
    const ordinary = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 200 })
    fc.assert(
      fc.property(ordinary, (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
        const spread = Math.sqrt(squares / values.length)
        fc.pre(spread > 1e-3)
        const { shift, divisor } = fitted(values)
        expect([shift, divisor]).toEqual([mean === 0 ? 0 : mean, spread])
      }),
    )
  })
})

describe('a column that does not vary', () => {
  test.each([14.62, 0.1, -1e200, 1e-200, Number.MAX_VALUE, 5e-324, 0, 1 / 3])(
    'is 0 exactly, however long: %d',
    (value) => {
      for (const count of [1, 2, 3, 1000]) {
        const { values, divisor } = fitted(Array.from({ length: count }, () => value))
        expect(divisor).toBe(1)
        expect(values.every((one) => one === 0)).toBe(true)
      }
    },
  )

  test('of any float64 and any length is 0 exactly, and another value beside it keeps its distance', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
        fc.integer({ min: 1, max: 99 }),
        (value, count) => {
          const { scaling } = fitted(Array.from({ length: count }, () => value))
          expect(scaled(value, scaling, 0)).toBe(0)
          expect(scaled(value + 1, scaling, 0)).toBe(value + 1 - value)
        },
      ),
    )
  })

  test('but for the rounding of its numbers is divided by 1', () => {
    for (const values of [
      [0.3, 0.1 + 0.2, 0.3],
      [0.6, 0.1 + 0.2 + 0.3],
      [-1e200, -1e200 * (1 + 2 ** -52)],
    ]) {
      const { values: got, divisor } = fitted(values)
      expect(divisor).toBe(1)
      for (const value of got) expect(Math.abs(value)).toBeLessThanOrEqual(2 ** -52 * Math.abs(values[0]!))
    }
  })

  test('in the training part leaves other rows their distance', () => {
    const scaling = fitStandardising(Float64Array.of(14.62, 14.62, 14.63), 1, Uint32Array.of(0, 1))
    expect(scaled(14.63, scaling, 0)).toBe(14.63 - 14.62)
  })

  test('nor is there one without a row', () => {
    expect(fitStandardising(Float64Array.of(7), 1, new Uint32Array(0))).toEqual({
      shift: Float64Array.of(0),
      rest: Float64Array.of(0),
      divisor: Float64Array.of(1),
    })
  })
})

test('all features by one pair: a table that does not vary is 0, another has mean 0 and deviation 1', () => {
  const same = fitStandardisingWhole(new Float64Array(900).fill(0.1), 3, rowsOf(300))
  expect([...same.shift, ...same.divisor]).toEqual([0.1, 0.1, 0.1, 1, 1, 1])
  const values = [1e200, 2e200, 3e200, 4e200]
  const scaling = fitStandardisingWhole(Float64Array.from(values), 2, rowsOf(2))
  const wanted = exactly(values)
  values.forEach((value, index) => {
    expect(scaled(value, scaling, index % 2)).toBeCloseTo(wanted[index]!, 12)
  })
})

test('targets keep the same laws', () => {
  expect([...standardisedTargets(Float64Array.of(0.1, 0.1, 0.1), rowsOf(3))]).toEqual([0, 0, 0])
  expect([...standardisedTargets(Float64Array.of(1e200, 3e200), rowsOf(2))]).toEqual([-1, 1])
})

describe('a mean that takes the place of what is missing', () => {
  test('is the value itself where there is one value', () => {
    const column = Float64Array.from({ length: 1000 }, (_, row) => (row === 500 ? Number.NaN : 14.62))
    expect(meanOf(column, 1, 0, rowsOf(1000))).toBe(14.62)
  })

  test('lies within the values, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
        const mean = meanOf(values, 1, 0, rowsOf(values.length))
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values))
        expect(mean).toBeLessThanOrEqual(Math.max(...values))
      }),
    )
    expect(meanOf([1e308, 1.5e308], 1, 0, rowsOf(2))).toBe(1.25e308)
    expect(meanOf([Number.NaN], 1, 0, rowsOf(1))).toBeNaN()
  })
})
