/**
 * out[j] ← Σ_i a[i, j]: the gradient of a bias.
 *
 * Canonical order: from +0, with i rising from 0, each sum rounded to the precision (by the store into out).
 */
import type { Reals } from '../precision'

/** Overwrites the first `columns` elements of out; a is rows × columns. */
export function columnSums(out: Reals, a: Reals, rows: number, columns: number): void {
  for (let j = 0; j < columns; j++) out[j] = 0
  let p = 0
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j] = out[j]! + a[p++]!
}
