/**
 * σ(x) = 1/(1 + e⁻ˣ) in float32, every operation rounded to float32: the twin, bit for bit, of
 * `wasm/assembly/sigmoid.ts`.
 *
 *   e = e^(−|x|)        x ≥ 0: 1/(1 + e)        x < 0: e/(1 + e)
 *
 * Error at most 2 units in the last place. Limits: NaN stays NaN, −∞ → 0, +∞ → 1.
 */
import { exponential32 } from './exponential32'

const round = Math.fround

/** @param x a float32 */
export function sigmoid32(x: number): number {
  return sigmoidOf(x, exponential32(-Math.abs(x)))
}

/** σ(x) where e = e^(−|x|) is known already. */
export function sigmoidOf(x: number, e: number): number {
  return round((x < 0 ? e : 1) / round(1 + e))
}
