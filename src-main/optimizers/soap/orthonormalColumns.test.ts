/** What Q of A = Q·R must be, whatever the matrix. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orthonormaliseColumns } from './orthonormalColumns'

const entry = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constant(0))
const matrices = fc
  .integer({ min: 1, max: 9 })
  .chain((n) => fc.array(entry, { minLength: n * n, maxLength: n * n }))
  .map((numbers) => ({ A: Float64Array.from(numbers), n: Math.sqrt(numbers.length) }))

test('columns are orthonormal, and the first k of Q span the first k of A', () => {
  fc.assert(
    fc.property(matrices, ({ A, n }) => {
      const Q = A.slice()
      orthonormaliseColumns(Q, n)
      const inner = (a: Float64Array, i: number, b: Float64Array, j: number) => {
        let sum = 0
        for (let row = 0; row < n; row++) sum += a[row * n + i]! * b[row * n + j]!
        return sum
      }
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          expect(Math.abs(inner(Q, i, Q, j) - (i === j ? 1 : 0))).toBeLessThan(1e-13)
          if (i > j) expect(Math.abs(inner(Q, i, A, j))).toBeLessThan(1e-12)
        }
      }
    }),
    { numRuns: 300 },
  )
})
