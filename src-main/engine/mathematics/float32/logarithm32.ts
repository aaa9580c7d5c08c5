/**
 * Natural logarithms in float32, every operation rounded to float32: the twins, bit for bit, of
 * `wasm/assembly/logarithm.ts`.
 *
 *   x = 2^k·(1 + f), √½ ≤ 1 + f < √2        ln x = k·ln 2 + f − f²/2 + f³·P(f), P of degree 8
 *
 * `logarithmOnePlus32` is ln u + (x − (u − 1))/u with u = 1 + x rounded: what the rounding lost is given back.
 * Error at most 1 unit in the last place for ln x, 2 for ln(1 + x). Limits: logarithm32(±0) = −∞, logarithm32(x < 0) =
 * NaN, logarithm32(+∞) = +∞; logarithmOnePlus32(−1) = −∞, and ±0 stays ±0.
 * Source: P and the two parts of ln 2 are those of `logf.c`, Cephes 2.2, S. L. Moshier, 1992.
 */
import { fromWord, wordOf } from './float32Words'

const round = Math.fround
const SMALLEST_NORMAL = 1.1754943508222875e-38
const TWO_TO_23 = 8388608
/** word of √½ */
const ROOT_HALF = 0x3f3504f3
/** added to a word, it carries into the exponent exactly when the fraction reaches √2 */
const ROOT_TWO_CARRY = 0x3f800000 - ROOT_HALF
const LN2_HIGH = round(0.693359375)
const LN2_LOW = round(-2.1219444e-4)
const P0 = round(7.0376836292e-2)
const P1 = round(-1.151461031e-1)
const P2 = round(1.167699874e-1)
const P3 = round(-1.2420140846e-1)
const P4 = round(1.4249322787e-1)
const P5 = round(-1.6668057665e-1)
const P6 = round(2.0000714765e-1)
const P7 = round(-2.4999993993e-1)
const P8 = round(3.3333331174e-1)

/** @param x a float32 */
export function logarithm32(x: number): number {
  return corrected(x, 0)
}

/** @param x a float32 */
export function logarithmOnePlus32(x: number): number {
  const u = round(1 + x)
  // x itself where 1 + x rounds to 1; no correction where u is 0 or infinite, whose logarithm says it all
  if (u === 1) return x
  const lost = round(round(x - round(u - 1)) / u)
  return corrected(u, Math.abs(lost) < 1 ? lost : 0)
}

/** ln x + lost */
function corrected(x: number, lost: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  const isDenormal = x < SMALLEST_NORMAL
  const carried = wordOf(isDenormal ? round(x * TWO_TO_23) : x) + ROOT_TWO_CARRY
  const k = (carried >> 23) - (isDenormal ? 127 + 23 : 127)
  const f = round(fromWord((carried & 0x7fffff) + ROOT_HALF) - 1)
  const square = round(f * f)
  let p = round(round(P0 * f) + P1)
  p = round(round(p * f) + P2)
  p = round(round(p * f) + P3)
  p = round(round(p * f) + P4)
  p = round(round(p * f) + P5)
  p = round(round(p * f) + P6)
  p = round(round(p * f) + P7)
  p = round(round(p * f) + P8)
  let y = round(round(p * f) * square)
  y = round(y + round(round(k * LN2_LOW) + lost))
  y = round(y - round(0.5 * square))
  return round(round(f + y) + round(k * LN2_HIGH))
}
