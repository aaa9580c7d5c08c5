/**
 * ln(1 + eˣ) in float64, by the form that neither overflows nor loses the small side.
 *
 *   ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|))
 *
 * Limits: NaN stays NaN, −∞ → 0, +∞ → +∞.
 */
import { exponential } from './exponential'
import { logarithmOnePlus } from './logarithm'

export function softplus(x: number): number {
  return (x < 0 ? 0 : x) + logarithmOnePlus(exponential(-Math.abs(x)))
}
