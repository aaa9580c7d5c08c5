/**
 * The interval of a mean by Student's t.
 *
 *   x̄ ± t·s/√n        t such that P(|T| ≤ t) = level at n − 1 degrees of freedom
 *
 * Assumptions: independent values of one normal distribution; of a skewed one, or of very few values, it holds the mean less
 * often than it says. It is about the mean, not about where the next run will be.
 * Source: Student, "The probable error of a mean", Biometrika 6, 1908.
 */
import { mean, standardDeviation } from './moments'
import { centralQuantile } from './studentT'

export interface Interval {
  readonly low: number
  readonly high: number
}

/** Null of a single value, which says nothing of how much others differ. @throws RangeError as `mean`. */
export function tInterval(values: ArrayLike<number>, level = 0.95): Interval | null {
  const deviation = standardDeviation(values)
  if (deviation === null) return null
  const centre = mean(values)
  const reach = centralQuantile(level, values.length - 1) * (deviation / Math.sqrt(values.length))
  return { low: centre - reach, high: centre + reach }
}
