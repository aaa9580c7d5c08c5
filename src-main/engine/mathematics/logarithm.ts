/**
 * Natural logarithms in float64, error below 1 unit in the last place.
 *
 *   x = 2^k·(1 + f), √½ < 1 + f < √2        s = f/(2 + f)
 *   ln(1 + f) = f − f²/2 + s·(f²/2 + R(s²))        ln x = k·ln 2 + ln(1 + f)
 *
 * R is a Remez approximation of degree 14 in s. `logarithmOnePlus` keeps what 1 + x rounds away as a correction.
 * Limits: logarithm(±0) = −∞, logarithm(x < 0) = NaN, logarithm(+∞) = +∞; logarithmOnePlus(−1) = −∞, and ±0 stays ±0.
 * Source: `e_log.c`, `s_log1p.c`, fdlibm 5.3, reduced as in FreeBSD's msun. Copyright (C) 1993 Sun Microsystems;
 * "permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
 * preserved". Written anew for TypeScript.
 */
import { fromWords, highWord, lowWord } from './float64Words'

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const L1 = 0.6666666666666735
const L2 = 0.3999999999940942
const L3 = 0.2857142874366239
const L4 = 0.22222198432149784
const L5 = 0.1818357216161805
const L6 = 0.15313837699209373
const L7 = 0.14798198605116586
const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_TO_54 = 18014398509481984
const TWO_TO_MINUS_53 = 1.1102230246251565e-16
/** high word of √½ */
const ROOT_HALF = 0x3fe6a09e
/** added to a high word, it carries into the exponent exactly when the fraction reaches √2 */
const ROOT_TWO_CARRY = 0x3ff00000 - ROOT_HALF

export function logarithm(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  const isDenormal = x < SMALLEST_NORMAL
  const normal = isDenormal ? x * TWO_TO_54 : x
  const carried = highWord(normal) + ROOT_TWO_CARRY
  const k = (carried >> 20) - 1023 - (isDenormal ? 54 : 0)
  const f = fromWords((carried & 0xfffff) + ROOT_HALF, lowWord(normal)) - 1
  return assemble(f, k, 0)
}

/** ln(1 + x), accurate also where 1 + x rounds to 1. */
export function logarithmOnePlus(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY || Math.abs(x) < TWO_TO_MINUS_53) return x
  // between √½ − 1 and √2 − 1 no reduction is needed, and none may be made: it would round x
  if (x > -0.2928932188134524 && x < 0.41421356237309503) return assemble(x, 0, 0)
  const u = 1 + x
  const carried = highWord(u) + ROOT_TWO_CARRY
  const k = (carried >> 20) - 1023
  const lost = k >= 54 ? 0 : (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u
  const f = fromWords((carried & 0xfffff) + ROOT_HALF, lowWord(u)) - 1
  return assemble(f, k, lost)
}

/** k·ln 2 + ln(1 + f) + lost, smallest terms first */
function assemble(f: number, k: number, lost: number): number {
  const halfSquare = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (L2 + w * (L4 + w * L6))
  const even = z * (L1 + w * (L3 + w * (L5 + w * L7)))
  return s * (halfSquare + (even + odd)) + (k * LN2_LOW + lost) - halfSquare + f + k * LN2_HIGH
}
