/**
 * Student's t distribution of whole degrees of freedom ν, by its finite sums.
 *
 *   θ = atan(t/√ν)        A(t|ν) = P(|T| ≤ t)
 *   ν odd:   A = (2/π)·(θ + sin θ·(cos θ + ⅔·cos³θ + … + (2·4·…·(ν−3))/(3·5·…·(ν−2))·cos^(ν−2) θ))
 *   ν even:  A = sin θ·(1 + ½·cos²θ + (1·3)/(2·4)·cos⁴θ + … + (1·3·…·(ν−3))/(2·4·…·(ν−2))·cos^(ν−2) θ)
 *
 * Every term is positive, so nothing cancels, and no gamma function is needed.
 * Source: Abramowitz & Stegun, "Handbook of mathematical functions", 1964, 26.7.3 and 26.7.4.
 */

/**
 * The t that |T| stays within with probability `level`; 0.95 gives the factor of a 95 % interval.
 *
 * @throws RangeError when `level` is outside (0, 1), or ν is not a whole number from 1.
 */
export function centralQuantile(level: number, freedom: number): number {
  if (!Number.isSafeInteger(freedom) || freedom < 1) {
    throw new RangeError(`degrees of freedom = ${freedom}, must be a whole number from 1`)
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`level = ${level}, must be in (0, 1)`)
  let low = 0
  let high = Math.PI / 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return Math.sqrt(freedom) * Math.tan(middle)
    if (probabilityWithin(middle, freedom) < level) low = middle
    else high = middle
  }
}

/** A(t|ν) at θ = `angle`. */
function probabilityWithin(angle: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const isOdd = freedom % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = freedom === 1 ? 0 : term
  for (let place = isOdd ? 3 : 2; place <= freedom - 2; place += 2) {
    term *= ((place - 1) / place) * cosine * cosine
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}
