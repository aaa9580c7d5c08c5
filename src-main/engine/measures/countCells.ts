/** How many numbers fall into each cell, see `cellOf`. */
import { cellOf } from './cellOf'
import { orderingKey } from './orderingKey'

/** @param counts - of the cells from `first`; added to */
export function countCells(a: Float32Array, counts: Int32Array, first: number): void {
  const words = new Int32Array(a.buffer, a.byteOffset, a.length)
  for (let i = 0; i < words.length; i++) counts[cellOf(orderingKey(words[i]!)) - first]!++
}
