/** The known name that a mistyped one most likely meant. */

/**
 * The candidate with the smallest edit distance (insert, delete, replace; case ignored), if that distance is at most
 * a third of the name's length, rounded up. The earliest wins a tie.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let smallest = Math.ceil(name.length / 3) + 1
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < smallest) {
      smallest = distance
      best = candidate
    }
  }
  return best
}

/** Levenshtein's distance, one row at a time. */
function editDistance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, column) => column)
  for (let i = 1; i <= first.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= second.length; j++) {
      const replaced = above[j - 1]! + (first[i - 1] === second[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1))
    }
  }
  return row[second.length]!
}
