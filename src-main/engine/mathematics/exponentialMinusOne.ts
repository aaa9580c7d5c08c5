/**
 * eˣ − 1 in float64 without cancellation near 0, error below 1 unit in the last place.
 *
 *   x = k·ln 2 + r, |r| ≤ ½ ln 2        eˣ − 1 = 2^k·(eʳ − 1) + (2^k − 1)
 *   eʳ − 1 = r + r²/2 + (r³/2)·(3 − (R₁ + R₁·r/2)) / (6 − r·(3 − R₁·r/2)) with R₁ = 1 + r²/2·(Q₁ + …)
 *
 * Limits: NaN stays NaN, ±0 stays ±0, +∞ → +∞, −∞ → −1.
 * Source: `s_expm1.c`, fdlibm 5.3. Copyright (C) 1993 Sun Microsystems; "permission to use, copy, modify, and distribute
 * this software is freely granted, provided that this notice is preserved". Written anew for TypeScript.
 */
import { fromWords } from './float64Words'
import { scaleByPowerOfTwo } from './scaleByPowerOfTwo'

const OVERFLOW = 709.782712893384
/** 56·ln 2: beyond it on the negative side the result rounds to −1 */
const SATURATION = 38.816242111356935
const HALF_LN2 = 0.34657359027997264
const TWO_TO_MINUS_54 = 5.551115123125783e-17
const INVERSE_LN2 = Math.LOG2E
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const Q1 = -0.03333333333333313
const Q2 = 0.0015873015872548146
const Q3 = -7.93650757867488e-5
const Q4 = 4.008217827329362e-6
const Q5 = -2.0109921818362437e-7

export function exponentialMinusOne(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY
  if (x < -SATURATION) return -1
  const magnitude = Math.abs(x)
  if (magnitude < TWO_TO_MINUS_54) return x
  let k = 0
  let r = x
  let lost = 0
  if (magnitude > HALF_LN2) {
    k = Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5))
    const high = x - k * LN2_HIGH
    const low = k * LN2_LOW
    r = high - low
    lost = high - r - low
  }
  const halfR = 0.5 * r
  const h = r * halfR
  const r1 = 1 + h * (Q1 + h * (Q2 + h * (Q3 + h * (Q4 + h * Q5))))
  const t = 3 - r1 * halfR
  const e = h * ((r1 - t) / (6 - r * t))
  if (k === 0) return r - (r * e - h)
  return recombine(k, r, r * (e - lost) - lost - h)
}

/** 2^k·(1 + r − e) − 1, in the order of operations that loses least for each k. */
function recombine(k: number, r: number, e: number): number {
  if (k === -1) return 0.5 * (r - e) - 0.5
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e)
  if (k < 0 || k > 56) return scaleByPowerOfTwo(1 - (e - r), k) - 1
  const inverse = fromWords((1023 - k) << 20, 0)
  const y = k < 20 ? r - e + (1 - inverse) : r - (e + inverse) + 1
  return scaleByPowerOfTwo(y, k)
}
