/**
 * Mean and standard deviation of a sample.
 *
 *   x̄ = (1/n)·Σ xᵢ        s = √( Σ (xᵢ − x̄)² / (n − 1) )
 *
 * Assumptions: the values are finite, and a sample: hence n − 1, which makes s² unbiased where they are independent.
 * Variant: two passes over values scaled by a power of two, so that neither a sum nor a square overflows and values that
 * are close to each other and far from zero lose nothing. The mean lies between the smallest and the largest value; of
 * equal values it is that value and s is 0, bit for bit.
 * Source: Chan, Golub & LeVeque, "Algorithms for computing the sample variance", 1983, section 3 (corrected two-pass).
 */

/** @throws RangeError of no value, or of one that is not finite. */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('values = none, must be at least one')
  const scale = scaleOf(values)
  return scaledMean(values, scale) * scale
}

/** Null of a single value, which does not vary. @throws RangeError as `mean`. */
export function standardDeviation(values: ArrayLike<number>): number | null {
  if (values.length === 0) throw new RangeError('values = none, must be at least one')
  if (values.length === 1) return null
  const scale = scaleOf(values)
  const centre = scaledMean(values, scale)
  let squares = 0
  let rest = 0
  for (let index = 0; index < values.length; index++) {
    const deviation = values[index]! / scale - centre
    squares += deviation * deviation
    rest += deviation
  }
  return Math.sqrt(Math.max(0, squares - (rest * rest) / values.length) / (values.length - 1)) * scale
}

/** The smallest power of two that no value exceeds in size; dividing by it rounds nothing. */
function scaleOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) throw new RangeError(`values[${index}] = ${values[index]}, must be finite`)
    largest = Math.max(largest, Math.abs(values[index]!))
  }
  // 2^1024 is no number, and below 2^-1000 the reciprocal of what is left would not be one
  return largest === 0 ? 1 : 2 ** Math.min(1023, Math.max(-1000, Math.ceil(Math.log2(largest))))
}

/** Of values divided by `scale`: a first mean, corrected by the mean of what it leaves. */
function scaledMean(values: ArrayLike<number>, scale: number): number {
  const first = sumOf(values, scale, 0) / values.length
  const corrected = first + sumOf(values, scale, first) / values.length
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let index = 0; index < values.length; index++) {
    low = Math.min(low, values[index]! / scale)
    high = Math.max(high, values[index]! / scale)
  }
  return Math.min(Math.max(corrected, low), high)
}

function sumOf(values: ArrayLike<number>, scale: number, centre: number): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index]! / scale - centre
  return sum
}
