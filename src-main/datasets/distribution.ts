/** What a column holds at a glance, for a preview: extremes, mean and a histogram, or how often each category is there. */
import type { Distribution } from '../contract/datasetPreview'
import { meanOf } from './scaling'

/** Four pixels each in the width of a narrow column. */
const mostBins = 24
/** As many bars as a histogram has at most. */
const shownCategories = mostBins

/** @param values - NaN and infinite ones are passed over · @returns null when there is no other */
export function distributionOfNumbers(values: ArrayLike<number>): Distribution | null {
  const finite = Float64Array.from(values).filter(Number.isFinite)
  if (finite.length === 0) return null
  let [minimum, maximum, isWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true]
  for (const value of finite) {
    minimum = Math.min(minimum, value)
    maximum = Math.max(maximum, value)
    isWhole &&= Number.isSafeInteger(value)
  }
  const mean = meanOf(
    finite,
    1,
    0,
    Uint32Array.from(finite, (_, row) => row),
  )
  const bins = isWhole ? Math.min(mostBins, maximum - minimum + 1) : minimum === maximum ? 1 : mostBins
  const counts = Array.from({ length: bins }, () => 0)
  // Halves, since the range of two float64 may be beyond float64.
  const range = maximum / 2 - minimum / 2
  for (const value of finite) {
    const share = range === 0 ? 0 : (value / 2 - minimum / 2) / range
    const bin = isWhole && bins === maximum - minimum + 1 ? value - minimum : Math.floor(share * bins)
    counts[Math.min(bin, bins - 1)]!++
  }
  return { kind: 'numbers', minimum, mean, maximum, counts }
}

/** @param counts - how often each category is there · @returns null when there is none */
export function distributionOfCategories(counts: ReadonlyMap<string, number>): Distribution | null {
  if (counts.size === 0) return null
  const ordered = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
  const shown = ordered.slice(0, shownCategories).map(([name, count]) => ({ name, count }))
  const otherCount = ordered.slice(shownCategories).reduce((sum, [, count]) => sum + count, 0)
  return { kind: 'categories', shown, otherCount }
}
