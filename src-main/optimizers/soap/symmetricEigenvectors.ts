/**
 * Eigenvectors of a symmetric matrix: tridiagonal first, then the implicit QL iteration.
 *
 *   A = V·diag(λ)·Vᵀ        the columns of V stand in the order of falling λ
 *
 * In float64, with + − · / and √ only, in a fixed order: the same bits everywhere. Within a space of equal λ the vectors
 * are any orthonormal ones. Cost about 10·n³.
 * Source: `tql2`, EISPACK (public domain), after Bowdler, Martin, Reinsch & Wilkinson, 1968; the arrangement of JAMA
 * (public domain).
 */
import { tridiagonalise } from './tridiagonalise'

const precision = 2 ** -52
/** Three or four are usual. */
const mostIterations = 200

/** @param A - n × n, row-major, symmetric and finite @returns V, n × n, row-major */
export function symmetricEigenvectors(A: Float64Array, n: number): Float64Array {
  const V = A.slice()
  const { diagonal: d, beside: e } = tridiagonalise(V, n)
  // Rotations mix two columns of V: in rows of Vᵀ, memory is walked in order.
  const rows = transposed(V, n)
  e.copyWithin(0, 1)
  e[n - 1] = 0
  dropNegligible(d, e)
  let shift = 0
  let largest = 0
  for (let l = 0; l < n; l++) {
    largest = Math.max(largest, Math.abs(d[l]!) + Math.abs(e[l]!))
    let m = l
    while (m < n - 1 && Math.abs(e[m]!) > precision * largest) m++
    for (let iteration = 0; m > l && iteration < mostIterations; iteration++) {
      shift += moveOrigin(d, e, n, l)
      sweep(d, e, rows, n, l, m)
      if (Math.abs(e[l]!) <= precision * largest) break
    }
    d[l] = d[l]! + shift
    e[l] = 0
  }
  return inFallingOrder(rows, d, n)
}

/** What is far below the rounding of the largest would only overflow quotients. */
function dropNegligible(d: Float64Array, e: Float64Array): void {
  let largest = 0
  for (let index = 0; index < d.length; index++) largest = Math.max(largest, Math.abs(d[index]!), Math.abs(e[index]!))
  for (let index = 0; index < e.length; index++) if (Math.abs(e[index]!) <= 2 ** -62 * largest) e[index] = 0
}

/** Takes the shift of the next sweep off the diagonal from l on, and returns it. */
function moveOrigin(d: Float64Array, e: Float64Array, n: number, l: number): number {
  const g = d[l]!
  const p = (d[l + 1]! - g) / (2 * e[l]!)
  const length = Math.sqrt(1 + p * p)
  const r = p < 0 ? -length : length
  d[l] = e[l]! / (p + r)
  d[l + 1] = e[l]! * (p + r)
  const shift = g - d[l]!
  for (let i = l + 2; i < n; i++) d[i] = d[i]! - shift
  return shift
}

/** One QL transformation of the block [l, m]. */
function sweep(d: Float64Array, e: Float64Array, rows: Float64Array, n: number, l: number, m: number): void {
  const afterFirst = d[l + 1]!
  const besideFirst = e[l + 1]!
  let p = d[m]!
  let [c, c2, c3, s, s2] = [1, 1, 1, 0, 0]
  for (let i = m - 1; i >= l; i--) {
    c3 = c2
    c2 = c
    s2 = s
    const g = c * e[i]!
    const h = c * p
    const r = hypotenuse(p, e[i]!)
    e[i + 1] = s * r
    s = r === 0 ? 0 : e[i]! / r
    c = r === 0 ? 1 : p / r
    p = c * d[i]! - s * g
    d[i + 1] = h + s * (c * g + s * d[i]!)
    rotate(rows, n, i, c, s)
  }
  p = afterFirst === 0 ? 0 : (-s * s2 * c3 * besideFirst * e[l]!) / afterFirst
  e[l] = s * p
  d[l] = c * p
}

/** √(x² + y²) without underflow. */
function hypotenuse(x: number, y: number): number {
  const [larger, smaller] = Math.abs(x) > Math.abs(y) ? [Math.abs(x), Math.abs(y)] : [Math.abs(y), Math.abs(x)]
  if (larger === 0) return 0
  const ratio = smaller / larger
  return larger * Math.sqrt(1 + ratio * ratio)
}

function rotate(rows: Float64Array, n: number, i: number, c: number, s: number): void {
  const [low, high] = [i * n, (i + 1) * n]
  for (let k = 0; k < n; k++) {
    const h = rows[high + k]!
    const x = rows[low + k]!
    rows[high + k] = s * x + c * h
    rows[low + k] = c * x - s * h
  }
}

function transposed(M: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) out[column * n + row] = M[row * n + column]!
  return out
}

function inFallingOrder(rows: Float64Array, eigenvalues: Float64Array, n: number): Float64Array {
  const order = Array.from({ length: n }, (_, index) => index)
  order.sort((one, other) => eigenvalues[other]! - eigenvalues[one]! || one - other)
  const V = new Float64Array(n * n)
  order.forEach((from, column) => {
    for (let row = 0; row < n; row++) V[row * n + column] = rows[from * n + row]!
  })
  return V
}
