/**
 * The integers of several ranks, without sorting the rest: the middle rank first, then each half for itself.
 *
 * Parts of few numbers are sorted by insertion, and one of equal numbers is noticed, since zeros come in thousands.
 */
import { selectRank } from './selectRank'

/** Below this sorting beats selecting. */
const longestInserted = 24

/**
 * Reorders `numbers[start … end − 1]` so that what sorting them would put at each of `ranks[from … to − 1]` is there.
 *
 * @param ranks - indices in [start, end), never falling
 */
export function selectRanks(
  numbers: Int32Array,
  start: number,
  end: number,
  ranks: Int32Array,
  from: number,
  to: number,
): void {
  if (from >= to || areEqual(numbers, start, end)) return
  if (end - start <= longestInserted) {
    insertAll(numbers, start, end)
    return
  }
  const middle = (from + to) >>> 1
  const rank = ranks[middle]!
  selectRank(numbers, start, end, rank)
  let before = middle
  while (before > from && ranks[before - 1] === rank) before--
  let behind = middle + 1
  while (behind < to && ranks[behind] === rank) behind++
  selectRanks(numbers, start, rank, ranks, from, before)
  selectRanks(numbers, rank + 1, end, ranks, behind, to)
}

function areEqual(numbers: Int32Array, start: number, end: number): boolean {
  const first = numbers[start]!
  let index = start + 1
  while (index < end && numbers[index] === first) index++
  return index >= end
}

function insertAll(numbers: Int32Array, start: number, end: number): void {
  for (let next = start + 1; next < end; next++) {
    const number = numbers[next]!
    let place = next
    while (place > start && numbers[place - 1]! > number) {
      numbers[place] = numbers[place - 1]!
      place--
    }
    numbers[place] = number
  }
}
