/**
 * out[i, j] ← row[j]: the bias of a dense layer as the start of its sums, so that adding it costs no pass of its own.
 */
import type { Reals } from '../precision'

/** Overwrites the first rows × columns elements of out; row has `columns` elements. */
export function repeatRow(out: Reals, row: Reals, rows: number, columns: number): void {
  let o = 0
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[o++] = row[j]!
}
