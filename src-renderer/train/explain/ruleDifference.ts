/**
 * Two sets of equations side by side, with the terms that differ marked: lines are paired so that as much as possible
 * stays the same in the same order, and inside a pair the longest common run of terms is what both have.
 */
import type { RuleLine, RulePiece } from '../rule/typesetRule'

export interface MarkedPiece extends RulePiece {
  readonly isMarked: boolean
}

/** One row; null where only the other side has a line. */
export interface ComparedLine {
  readonly left: readonly MarkedPiece[] | null
  readonly right: readonly MarkedPiece[] | null
}

/** Lines that assign the same name belong together even when little else is the same. */
const sameTargetBonus = 0.5
/** Lines of other names are paired only when most of them is the same. */
const leastLikeness = 0.6

export function ruleDifference(left: readonly RuleLine[], right: readonly RuleLine[]): readonly ComparedLine[] {
  return bestPairs(left, right, likeness).map(([from, to]) => {
    const before = from === null ? null : (left[from] ?? [])
    const after = to === null ? null : (right[to] ?? [])
    if (before === null || after === null) return { left: before && wholly(before), right: after && wholly(after) }
    const common = bestPairs(before, after, (a, b) => (isSame(a, b) ? 1 : 0)).filter(
      ([a, b]) => a !== null && b !== null,
    )
    const kept = { left: new Set(common.map(([a]) => a)), right: new Set(common.map(([, b]) => b)) }
    return {
      left: before.map((piece, index) => ({ ...piece, isMarked: !kept.left.has(index) })),
      right: after.map((piece, index) => ({ ...piece, isMarked: !kept.right.has(index) })),
    }
  })
}

function wholly(line: RuleLine): readonly MarkedPiece[] {
  return line.map((piece) => ({ ...piece, isMarked: true }))
}

function isSame(a: RulePiece, b: RulePiece): boolean {
  return a.text.trim() === b.text.trim() && a.isRaised === b.isRaised
}

function likeness(a: RuleLine, b: RuleLine): number {
  const common = bestPairs(a, b, (one, other) => (isSame(one, other) ? 1 : 0)).filter(
    ([x, y]) => x !== null && y !== null,
  )
  const share = (2 * common.length) / (a.length + b.length || 1)
  if (a[0] !== undefined && b[0] !== undefined && isSame(a[0], b[0])) return share + sameTargetBonus
  return share < leastLikeness ? 0 : share
}

type Pair = readonly [left: number | null, right: number | null]

/** The pairing in order of the largest total worth; what is paired with nothing stands alone. Worth 0 is no pair. */
function bestPairs<T>(left: readonly T[], right: readonly T[], worth: (a: T, b: T) => number): readonly Pair[] {
  const width = right.length + 1
  const worths = left.map((a) => right.map((b) => worth(a, b)))
  const best = new Float64Array((left.length + 1) * width)
  const at = (i: number, j: number): number => best[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const paired = worths[i]?.[j] ?? 0
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), paired > 0 ? paired + at(i + 1, j + 1) : 0)
    }
  }
  const pairs: Pair[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const paired = worths[i]?.[j] ?? 0
    if (paired > 0 && at(i, j) === paired + at(i + 1, j + 1)) pairs.push([i++, j++])
    else if (at(i, j) === at(i + 1, j)) pairs.push([i++, null])
    else pairs.push([null, j++])
  }
  while (i < left.length) pairs.push([i++, null])
  while (j < right.length) pairs.push([null, j++])
  return pairs
}
