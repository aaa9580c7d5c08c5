/**
 * eˣ in float64, error below 1 unit in the last place.
 *
 *   x = k·ln 2 + r, |r| ≤ ½ ln 2        eˣ = 2^k·eʳ        eʳ = 1 + r + r·c(r)/(2 − c(r))
 *
 * where c(r) = r − r²·(P₁ + r²·(P₂ + …)) is a Remez approximation and r is kept as high − low.
 * Limits: NaN stays NaN, +∞ → +∞, −∞ → 0; overflows to +∞ above 709.78…, underflows through the denormals to 0.
 * Source: `e_exp.c`, fdlibm 5.3. Copyright (C) 1993 Sun Microsystems; "permission to use, copy, modify, and distribute
 * this software is freely granted, provided that this notice is preserved". Written anew for TypeScript.
 */
import { scaleByPowerOfTwo } from './scaleByPowerOfTwo'

const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019411
const HALF_LN2 = 0.34657359027997264
const TWO_TO_MINUS_28 = 3.725290298461914e-9
const INVERSE_LN2 = Math.LOG2E
/** ln 2 in two parts; the high one has 32 trailing zero bits, so its product with k is exact */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const P1 = 0.16666666666666602
const P2 = -0.0027777777777015593
const P3 = 6.613756321437934e-5
const P4 = -1.6533902205465252e-6
const P5 = 4.1381367970572385e-8

export function exponential(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY
  if (x < UNDERFLOW) return 0
  const magnitude = Math.abs(x)
  if (magnitude < TWO_TO_MINUS_28) return 1 + x
  let k = 0
  let high = x
  let low = 0
  if (magnitude > HALF_LN2) {
    k = Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5))
    high = x - k * LN2_HIGH
    low = k * LN2_LOW
  }
  const r = high - low
  const t = r * r
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  if (k === 0) return 1 - ((r * c) / (c - 2) - r)
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k)
}
