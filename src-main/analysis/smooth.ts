/**
 * Smoothing of a whole series, before anything is decimated.
 *
 *   y₁ = x₁        yₙ = yₙ₋₁ + (xₙ − yₙ₋₁)·(1 − w) / (1 − wⁿ)
 *
 * This is the exponential moving average with its start debiased, as in Adam, written as a step towards the new
 * value: the average of all values so far with weights w⁰, w¹, w² … into the past. Every result lies between the
 * smallest and the largest value so far, so a constant stays the same constant, bit for bit.
 * NaN and ±Infinity do not enter the average and stand in the result where they stood.
 * Source: Kingma & Ba, "Adam", 2015, section 3 (the debiasing).
 */

/**
 * @param weight of the past, in [0, 1); 0 returns the values as they are.
 * @returns a new column as long as `values`.
 * @throws RangeError when the weight is outside [0, 1).
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  if (!(weight >= 0 && weight < 1)) throw new RangeError(`weight = ${weight}, must be in [0, 1)`)
  const smoothed = Float64Array.from(values)
  let average = 0
  // 1 − wⁿ, carried along so that no power is taken.
  let debias = 0
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue
    debias = weight * debias + (1 - weight)
    const share = (1 - weight) / debias
    const moved = average * (1 - share) + value * share
    // The first share is 1; later, rounding alone could leave the interval by a last place.
    average = share === 1 ? value : Math.min(Math.max(moved, Math.min(average, value)), Math.max(average, value))
    smoothed[index] = average
  }
  return smoothed
}
