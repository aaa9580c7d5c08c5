/**
 * The integer of a rank, without sorting the rest: Hoare's FIND, with the median of three as pivot.
 *
 * Source: Hoare, "Algorithm 65: find", Communications of the ACM 4, 1961. Where an order chosen to be slow makes the part
 * that is left shrink too slowly, that part is sorted instead.
 */

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
