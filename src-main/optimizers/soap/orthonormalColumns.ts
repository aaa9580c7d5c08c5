/**
 * The Q of A = Q·R, by Householder reflections: orthonormal columns of which the first k span those of A, also where
 * columns of A depend on each other.
 *
 * In float64, with + − · / and √ only, in a fixed order. Cost about 8/3·n³.
 * Source: Golub & Van Loan, "Matrix computations", section 5.2.
 */

/** @param A - n × n, row-major; overwritten with Q */
export function orthonormaliseColumns(A: Float64Array, n: number): void {
  // Columns are walked in order as rows of the transpose.
  const columns = new Float64Array(n * n)
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) columns[column * n + row] = A[row * n + column]!
  const factors = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    factors[k] = makeReflection(columns, n, k)
    for (let column = k + 1; column < n; column++) reflect(columns, n, k, factors[k]!, columns, column)
  }
  const Q = new Float64Array(n * n)
  for (let column = 0; column < n; column++) {
    Q[column * n + column] = 1
    for (let k = column; k >= 0; k--) reflect(columns, n, k, factors[k]!, Q, column)
  }
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) A[row * n + column] = Q[column * n + row]!
}

/** Leaves v of 1 − f·v·vᵀ, which makes column k zero below its element k, in place of that column. @returns f */
function makeReflection(columns: Float64Array, n: number, k: number): number {
  const start = k * n
  let largest = 0
  for (let row = k; row < n; row++) largest = Math.max(largest, Math.abs(columns[start + row]!))
  if (largest === 0) return 0
  let sum = 0
  for (let row = k; row < n; row++) {
    const value = columns[start + row]! / largest
    columns[start + row] = value
    sum += value * value
  }
  const head = columns[start + k]!
  const length = head > 0 ? -Math.sqrt(sum) : Math.sqrt(sum)
  columns[start + k] = head - length
  return 1 / (sum - head * length)
}

/** Column ← (1 − f·v·vᵀ)·column, with v the rows from k on of column k of `columns`. */
function reflect(
  columns: Float64Array,
  n: number,
  k: number,
  factor: number,
  target: Float64Array,
  column: number,
): void {
  const [v, x] = [k * n, column * n]
  let inner = 0
  for (let row = k; row < n; row++) inner += columns[v + row]! * target[x + row]!
  const share = factor * inner
  for (let row = k; row < n; row++) target[x + row] = target[x + row]! - share * columns[v + row]!
}
