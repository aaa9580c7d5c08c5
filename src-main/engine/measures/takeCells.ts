/** Takes out the keys of the numbers that fall into chosen cells, group by group, in their order. */
import { cellOf } from './cellOf'
import { orderingKey } from './orderingKey'

/**
 * @param groups - of the cells from `first`: 0, or the number of a group from 1
 * @param ends - of the groups: where in `taken` the next key goes; moved on
 */
export function takeCells(
  a: Float32Array,
  groups: Uint8Array,
  first: number,
  ends: Int32Array,
  taken: Int32Array,
): void {
  const words = new Int32Array(a.buffer, a.byteOffset, a.length)
  for (let i = 0; i < words.length; i++) {
    const key = orderingKey(words[i]!)
    const group = groups[cellOf(key) - first]!
    if (group !== 0) taken[ends[group - 1]!++] = key
  }
}
