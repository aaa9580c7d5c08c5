/**
 * The nearest semi-orthogonal matrix, nearly: some steps of a Newton–Schulz iteration that pulls every singular value of
 * X towards 1, to about 0.7…1.2 in five of them, and leaves its singular vectors alone.
 *
 *   X ← X/max(‖X‖, ε)        X ← a·X + (b·A + c·A²)·X,  A = X·Xᵀ        (a, b, c) = (3.4445, −4.7750, 2.0315)
 *
 * Shapes: X rows × columns; the smaller side is where A lives. Products are the kernels', so the same bits everywhere;
 * the reference does this in bfloat16, this in the precision of the arena.
 * Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024.
 */
import type { Kernels } from '../../engine/kernels/kernels'
import { isPlainSum, largestOf, plainSum, rescale } from '../../engine/measures/norms'
import type { Reals } from '../../engine/precision'

const [a, b, c] = [3.4445, -4.775, 2.0315]

/** @returns a function that overwrites `matrix`, rows × columns, which the kernels must reach */
export function createOrthogonaliser(
  matrix: Reals,
  rows: number,
  columns: number,
  { products, allocate, precision }: Pick<Kernels, 'products' | 'allocate' | 'precision'>,
): (iterations: number, epsilon: number) => void {
  const small = Math.min(rows, columns)
  const gram = allocate(precision, small * small)
  const polynomial = allocate(precision, small * small)
  const next = allocate(precision, rows * columns)

  function iterate(X: Reals, out: Reals): void {
    gram.fill(0)
    if (rows <= columns) products.rightTransposed(gram, X, X, rows, columns, rows)
    else products.leftTransposed(gram, X, X, columns, rows, columns)
    polynomial.fill(0)
    products.plain(polynomial, gram, gram, small, small, small)
    for (let index = 0; index < gram.length; index++) polynomial[index] = b * gram[index]! + c * polynomial[index]!
    for (let index = 0; index < out.length; index++) out[index] = a * X[index]!
    if (rows <= columns) products.plain(out, polynomial, X, rows, rows, columns)
    else products.plain(out, X, polynomial, rows, columns, columns)
  }

  return (iterations, epsilon) => {
    divideByNorm(matrix, epsilon)
    let [from, to] = [matrix, next]
    for (let iteration = 0; iteration < iterations; iteration++) {
      iterate(from, to)
      ;[from, to] = [to, from]
    }
    if (from !== matrix) matrix.set(from)
  }
}

/** X ← X/max(‖X‖, ε), also where Σ x² overflows. */
function divideByNorm(X: Reals, epsilon: number): void {
  const sum = plainSum(X)
  const largest = isPlainSum(sum) ? 0 : largestOf(X.length, (index) => X[index]!)
  if (largest > epsilon && Number.isFinite(largest)) {
    rescale(X, largest, 1)
    return
  }
  const divisor = Math.max(Math.sqrt(sum), epsilon)
  for (let index = 0; index < X.length; index++) X[index] = X[index]! / divisor
}
