/**
 * The value in the middle of a sample: of an even number, the mean of the two in the middle.
 *
 * Assumptions: none about how the values are spread; it says nothing of values further out.
 * Source: Hyndman & Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996, type 7 at ½.
 */

/** @throws RangeError of no value. */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('values = none, must be at least one')
  const ordered = Float64Array.from(values).sort()
  const middle = ordered.length >> 1
  const upper = ordered[middle]!
  if (ordered.length % 2 === 1) return upper
  const lower = ordered[middle - 1]!
  // Halved first, so that two huge values have a mean.
  return lower === upper ? upper : lower / 2 + upper / 2
}
