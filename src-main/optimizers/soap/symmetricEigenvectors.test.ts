/** What eigenvectors must be, whatever the matrix. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { symmetricEigenvectors } from './symmetricEigenvectors'

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      for (let k = 0; k < n; k++) out[row * n + column]! += a[row * n + k]! * b[k * n + column]!
    }
  }
  return out
}

function transposed(a: Float64Array, n: number): Float64Array {
  return a.map((_, index) => a[(index % n) * n + Math.floor(index / n)]!)
}

const matrices = fc.integer({ min: 1, max: 9 }).chain((n) =>
  fc.array(fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constant(0)), {
    minLength: n * n,
    maxLength: n * n,
  }),
)

/** Bᵀ·B for a B of any rank, so also with equal eigenvalues and many of 0. */
function symmetric(numbers: readonly number[]): { A: Float64Array; n: number } {
  const n = Math.sqrt(numbers.length)
  const B = Float64Array.from(numbers)
  return { A: product(transposed(B, n), B, n), n }
}

test('Vᵀ·V = 1, and Vᵀ·A·V is diagonal and falls', () => {
  fc.assert(
    fc.property(matrices, (numbers) => {
      const { A, n } = symmetric(numbers)
      const V = symmetricEigenvectors(A, n)
      const scale = Math.max(1, ...A.map(Math.abs))
      const identity = product(transposed(V, n), V, n)
      const diagonal = product(product(transposed(V, n), A, n), V, n)
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < n; column++) {
          const at = row * n + column
          expect(Math.abs(identity[at]! - (row === column ? 1 : 0))).toBeLessThan(1e-13)
          if (row !== column) expect(Math.abs(diagonal[at]!) / scale).toBeLessThan(1e-13)
          if (row === column && row > 0) {
            expect(diagonal[at - n - 1]! - diagonal[at]!).toBeGreaterThan(-1e-13 * scale)
          }
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('the matrix is left as it was', () => {
  const A = Float64Array.of(2, 1, 1, 2)
  const V = symmetricEigenvectors(A, 2)
  expect([...A]).toEqual([2, 1, 1, 2])
  for (const value of V) expect(Math.abs(value)).toBeCloseTo(Math.SQRT1_2, 15)
})
