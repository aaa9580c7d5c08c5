/**
 * What the two inner kernels of the matrix product share: their signature, and the test that allows skipping zeros.
 */
import type { Reals } from '../precision'

/**
 * out[i, j] += Σ_k a[i, k]·b[k, j] for all i < rows, j < columns, with k in order from 0.
 *
 * out is rows × columns, contiguous. The other two are read at a[i·aRow + k·aInner] and b[k·bInner + j·bColumn].
 */
export type StridedProduct = (
  out: Reals,
  a: Reals,
  b: Reals,
  rows: number,
  inner: number,
  columns: number,
  aRow: number,
  aInner: number,
  bInner: number,
  bColumn: number,
) => void

/**
 * Whether leaving out the products with a[i, k] = ±0 gives the same bits as making them.
 *
 * Such a product is ±0 when b is finite, and adding ±0 changes nothing but a sum that is −0; a sum becomes −0 only if it
 * starts there. So: every used element of b finite, and no used element of out −0. One pass over each, against one pass
 * over out for every row of b in the product itself.
 */
export function canSkipZeros(out: Reals, outLength: number, b: Reals, bLength: number): boolean {
  let poisoned = 0
  for (let index = 0; index < bLength; index++) poisoned += b[index]! * 0
  if (poisoned !== 0) return false
  for (let index = 0; index < outLength; index++) {
    const start = out[index]!
    if (start === 0 && 1 / start < 0) return false
  }
  return true
}
