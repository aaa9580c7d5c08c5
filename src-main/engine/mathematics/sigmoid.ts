/**
 * σ(x) = 1/(1 + e⁻ˣ) in float64, by the form whose exponential cannot overflow.
 *
 *   x ≥ 0: 1/(1 + e⁻ˣ)        x < 0: eˣ/(1 + eˣ)
 *
 * Limits: NaN stays NaN, −∞ → 0, +∞ → 1.
 */
import { exponential } from './exponential'

export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exponential(-x))
  const e = exponential(x)
  return e / (1 + e)
}
