/**
 * The integers of several ranks, without sorting the rest: the middle rank first, then each half for itself.
 *
 * Parts of few numbers are sorted by insertion, and one of equal numbers is noticed, since zeros come in thousands. One
 * rank is found by Hoare's FIND, with the median of three as pivot.
 *
 * Source: Hoare, "Algorithm 65: find", Communications of the ACM 4, 1961. Where an order chosen to be slow makes the part
 * that is left shrink too slowly, that part is sorted instead.
 */

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

/** Rounds before the rest is sorted; a million numbers take about forty. */
const mostRounds = 100

/**
 * Reorders `numbers[start … end − 1]` so that `numbers[rank]` is what sorting them would put there, nothing before it is
 * larger and nothing behind it smaller. `rank` is an index in [start, end).
 */
export function selectRank(numbers: Int32Array, start: number, end: number, rank: number): number {
  let low = start
  let high = end - 1
  for (let round = 0; low < high; round++) {
    if (round === mostRounds) {
      numbers.subarray(low, high + 1).sort()
      break
    }
    const pivot = medianOf(numbers[low]!, numbers[(low + high) >>> 1]!, numbers[high]!)
    let i = low
    let j = high
    while (i <= j) {
      while (numbers[i]! < pivot) i++
      while (numbers[j]! > pivot) j--
      if (i > j) break
      const kept = numbers[i]!
      numbers[i++] = numbers[j]!
      numbers[j--] = kept
    }
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else break
  }
  return numbers[rank]!
}

function medianOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
