import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateReals, type Precision, type Reals } from '../precision'
import { columnSums } from './denseKernels'
import { type MatrixProducts, matrixProducts } from './matrixProduct'
import { repeatRow } from './repeatRow'

const orientations: (keyof MatrixProducts)[] = ['plain', 'leftTransposed', 'rightTransposed']
const sizes = fc.oneof(fc.constantFrom(0, 1, 2, 3, 7, 8, 9, 13, 16, 17, 31), fc.nat({ max: 40 }))
const ordinary = fc.double({ min: -100, max: 100, noNaN: true })
const special = fc.constantFrom(0, -0, 5e-324, 1e-45, -1e-40, 1e38, -3e38, 1e300, Infinity, -Infinity, Number.NaN)
const elements = {
  ordinary,
  halfZero: fc.oneof(fc.constantFrom(0, -0), ordinary),
  anything: fc.oneof({ weight: 6, arbitrary: ordinary }, { weight: 1, arbitrary: special }),
}

/** the definition, one element at a time: no tiles, no skipping */
function naive(
  precision: Precision,
  orientation: keyof MatrixProducts,
  out: Reals,
  a: Reals,
  b: Reals,
  m: number,
  n: number,
  c: number,
) {
  const round = precision === 'float32' ? Math.fround : (x: number) => x
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < c; j++) {
      for (let k = 0; k < n; k++) {
        const left = orientation === 'leftTransposed' ? a[k * m + i]! : a[i * n + k]!
        const right = orientation === 'rightTransposed' ? b[j * n + k]! : b[k * c + j]!
        out[i * c + j] = round(out[i * c + j]! + round(left * right))
      }
    }
  }
}

function reals(precision: Precision, values: readonly number[], length: number): Reals {
  const result = allocateReals(precision, length)
  for (let index = 0; index < length; index++) result[index] = values[index % values.length]!
  return result
}

/** equal bit for bit; any NaN equals any NaN */
function isSame(a: Reals, b: Reals): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
}

describe.each(['float32', 'float64'] as const)('matrix product in %s', (precision) => {
  const products = matrixProducts(precision)

  describe.each(orientations)('%s', (orientation) => {
    test.each(['ordinary', 'halfZero', 'anything'] as const)(
      'equals the definition bit for bit: %s elements',
      (kind) => {
        const matrix = fc.array(elements[kind], { minLength: 1, maxLength: 97 })
        fc.assert(
          fc.property(sizes, sizes, sizes, matrix, matrix, matrix, (m, n, c, start, left, right) => {
            const a = reals(precision, left, m * n)
            const b = reals(precision, right, n * c)
            const out = reals(precision, start, m * c)
            const expected = out.slice()
            naive(precision, orientation, expected, a, b, m, n, c)
            products[orientation](out, a, b, m, n, c)
            expect(isSame(out, expected)).toBe(true)
          }),
          { numRuns: 400 },
        )
      },
    )

    test('a sum longer than one piece equals the definition bit for bit', () => {
      for (const n of [1023, 1024, 1025, 2500]) {
        const a = reals(precision, [0.1, -0.7, 0, 1.3, 2.9], 3 * n)
        const b = reals(precision, [1.1, 0.3, -0.9], n * 11)
        const out = allocateReals(precision, 33)
        const expected = out.slice()
        naive(precision, orientation, expected, a, b, 3, n, 11)
        products[orientation](out, a, b, 3, n, 11)
        expect(isSame(out, expected)).toBe(true)
      }
    })

    test('a zero in a does not hide NaN or infinity in b', () => {
      for (const poison of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const out = allocateReals(precision, 9)
        products[orientation](out, allocateReals(precision, 9), reals(precision, [poison], 9), 3, 3, 3)
        expect([...out]).toEqual(new Array(9).fill(Number.NaN))
      }
    })

    test('a zero in a lifts a sum from −0 to +0, as the addition does', () => {
      const out = reals(precision, [-0], 1)
      products[orientation](out, reals(precision, [0], 1), reals(precision, [1], 1), 1, 1, 1)
      expect(Object.is(out[0], 0)).toBe(true)
    })
  })

  test('rows computed in two parts are the rows computed at once', () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 20 }), sizes, sizes, fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(shape, fc.array(ordinary, { minLength: 1 }), ([m, n, c, part], values) => {
        const a = reals(precision, values, m * n)
        const b = reals(precision, [...values].reverse(), n * c)
        const whole = allocateReals(precision, m * c)
        const parts = allocateReals(precision, m * c)
        const cut = Math.floor(part * m)
        products.plain(whole, a, b, m, n, c)
        products.plain(parts.subarray(0, cut * c), a.subarray(0, cut * n), b, cut, n, c)
        products.plain(parts.subarray(cut * c), a.subarray(cut * n), b, m - cut, n, c)
        expect(isSame(parts, whole)).toBe(true)
      }),
    )
  })

  test('column sums are the product with a row of ones, and a repeated row gives the row back', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.array(ordinary, { minLength: 1 }), (rows, columns, values) => {
        const a = reals(precision, values, rows * columns)
        const sums = reals(precision, [9], columns)
        const expected = allocateReals(precision, columns)
        columnSums(sums, a, rows, columns)
        products.plain(expected, reals(precision, [1], rows), a, 1, rows, columns)
        expect(isSame(sums, expected)).toBe(true)
        const row = reals(precision, values, columns)
        const repeated = reals(precision, [9], rows * columns + 1)
        repeatRow(repeated, row, rows, columns)
        for (let i = 0; i < rows; i++) expect(isSame(repeated.subarray(i * columns, (i + 1) * columns), row)).toBe(true)
        expect(repeated[rows * columns]).toBe(9)
      }),
    )
  })
})
