/**
 * tanh x in float64, error below 2 units in the last place.
 *
 *   tanh x = 1 − 2/(e²ˣ + 1) for large x,   (e²ˣ − 1)/((e²ˣ − 1) + 2) or its mirror for small x
 *
 * Limits: NaN stays NaN, ±0 and denormals stay themselves, ±∞ → ±1, and |x| > 22 gives ±1.
 * Source: `s_tanh.c`, fdlibm 5.3, cut points as in FreeBSD's msun. Copyright (C) 1993 Sun Microsystems; "permission to
 * use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved". Written
 * anew for TypeScript.
 */
import { exponentialMinusOne } from './exponentialMinusOne'

/** ½ ln 3, where tanh is ½ */
const HALF_LN3 = 0.5493061443340549
/** ½ ln(5/3), where tanh is ¼ */
const HALF_LN_FIVE_THIRDS = 0.2554128118829953
const SMALLEST_NORMAL = 2.2250738585072014e-308

export function hyperbolicTangent(x: number): number {
  const magnitude = Math.abs(x)
  // also NaN
  if (!(magnitude >= SMALLEST_NORMAL)) return x
  let y = 1
  if (magnitude <= HALF_LN_FIVE_THIRDS) {
    const t = exponentialMinusOne(-2 * magnitude)
    y = -t / (t + 2)
  } else if (magnitude <= HALF_LN3) {
    const t = exponentialMinusOne(2 * magnitude)
    y = t / (t + 2)
  } else if (magnitude <= 22) {
    y = 1 - 2 / (exponentialMinusOne(2 * magnitude) + 2)
  }
  return x < 0 ? -y : y
}
