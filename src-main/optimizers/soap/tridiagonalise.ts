/**
 * A symmetric matrix as V·T·Vᵀ with T tridiagonal, by Householder reflections from the last row up.
 *
 * In float64, with + − · / and √ only, in a fixed order. Cost about 8/3·n³.
 * Source: `tred2`, EISPACK (public domain), after Martin, Reinsch & Wilkinson, 1968; the arrangement of JAMA (public
 * domain).
 */
export interface Tridiagonal {
  /** of T, length n */
  readonly diagonal: Float64Array
  /** element i stands between i − 1 and i; element 0 is 0 */
  readonly beside: Float64Array
}

/** @param V - n × n, row-major: the symmetric matrix, overwritten with V */
export function tridiagonalise(V: Float64Array, n: number): Tridiagonal {
  const d = new Float64Array(n)
  const e = new Float64Array(n)
  for (let j = 0; j < n; j++) d[j] = V[(n - 1) * n + j]!
  for (let i = n - 1; i > 0; i--) reflect(V, d, e, n, i)
  accumulate(V, d, n)
  for (let j = 0; j < n; j++) {
    d[j] = V[(n - 1) * n + j]!
    V[(n - 1) * n + j] = 0
  }
  V[n * n - 1] = 1
  e[0] = 0
  return { diagonal: d, beside: e }
}

/** Makes row i tridiagonal; d holds the row at first and the next one at last. */
function reflect(V: Float64Array, d: Float64Array, e: Float64Array, n: number, i: number): void {
  let scale = 0
  let h = 0
  for (let k = 0; k < i; k++) scale += Math.abs(d[k]!)
  if (scale === 0) {
    e[i] = d[i - 1]!
    for (let j = 0; j < i; j++) {
      d[j] = V[(i - 1) * n + j]!
      V[i * n + j] = 0
      V[j * n + i] = 0
    }
    d[i] = 0
    return
  }
  for (let k = 0; k < i; k++) {
    d[k] = d[k]! / scale
    h += d[k]! * d[k]!
  }
  let f = d[i - 1]!
  const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h)
  e[i] = scale * g
  h -= f * g
  d[i - 1] = f - g
  e.fill(0, 0, i)
  for (let j = 0; j < i; j++) {
    f = d[j]!
    V[j * n + i] = f
    let sum = e[j]! + V[j * n + j]! * f
    for (let k = j + 1; k < i; k++) {
      sum += V[k * n + j]! * d[k]!
      e[k] = e[k]! + V[k * n + j]! * f
    }
    e[j] = sum
  }
  f = 0
  for (let j = 0; j < i; j++) {
    e[j] = e[j]! / h
    f += e[j]! * d[j]!
  }
  const half = f / (h + h)
  for (let j = 0; j < i; j++) e[j] = e[j]! - half * d[j]!
  for (let j = 0; j < i; j++) {
    for (let k = j; k < i; k++) V[k * n + j] = V[k * n + j]! - (d[j]! * e[k]! + e[j]! * d[k]!)
    d[j] = V[(i - 1) * n + j]!
    V[i * n + j] = 0
  }
  d[i] = h
}

/** Multiplies the reflections into V. */
function accumulate(V: Float64Array, d: Float64Array, n: number): void {
  for (let i = 0; i < n - 1; i++) {
    V[(n - 1) * n + i] = V[i * n + i]!
    V[i * n + i] = 1
    const h = d[i + 1]!
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = V[k * n + i + 1]! / h
      for (let j = 0; j <= i; j++) {
        let g = 0
        for (let k = 0; k <= i; k++) g += V[k * n + i + 1]! * V[k * n + j]!
        for (let k = 0; k <= i; k++) V[k * n + j] = V[k * n + j]! - g * d[k]!
      }
    }
    for (let k = 0; k <= i; k++) V[k * n + i + 1] = 0
  }
}
