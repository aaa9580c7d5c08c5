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
    return { left: marked(before, kept.left), right: marked(after, kept.right) }
  })
}

/** A parenthesis that only one side has changes the term it encloses, so that the term is marked with it. */
function marked(line: RuleLine, kept: ReadonlySet<number | null>): readonly MarkedPiece[] {
  const isMarked = line.map((_, index) => !kept.has(index))
  const opened: number[] = []
  for (const [index, { text }] of line.entries()) {
    if (text === '(') opened.push(index)
    if (text !== ')') continue
    const start = opened.pop() ?? index
    if (!isMarked[start] && !isMarked[index]) continue
    const isCalled = /^[√\p{L}]/u.test(line[start - 1]?.text ?? '')
    isMarked.fill(true, isCalled ? start - 1 : start, index + 1)
  }
  return line.map((piece, index) => ({ ...piece, isMarked: isMarked[index] === true }))
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
