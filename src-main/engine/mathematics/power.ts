/**
 * x^y in float64, error below 1 unit in the last place.
 *
 *   log₂|x| = t₁ + t₂ to about 78 bits        y·(t₁ + t₂) = n + z        |x|^y = 2ⁿ·2^z
 *
 * Special values are those of ECMAScript: x^±0 = 1, also for NaN; (±1)^±∞ = NaN; a negative x has powers only for
 * integer y. Exact where it can be cheap: y = 1, −1, 2 and ½ are x, 1/x, x·x and √x.
 * Source: `e_pow.c`, fdlibm 5.3. Copyright (C) 2004 Sun Microsystems; "permission to use, copy, modify, and distribute
 * this software is freely granted, provided that this notice is preserved". Written anew for TypeScript.
 */
import { fromWords, highWord, lowWord, withoutLowWord } from './float64Words'
import { scaleByPowerOfTwo } from './scaleByPowerOfTwo'

const L1 = 0.5999999999999946
const L2 = 0.4285714285785502
const L3 = 0.33333332981837743
const L4 = 0.272728123808534
const L5 = 0.23066074577556175
const L6 = 0.20697501780033842
const P1 = 0.16666666666666602
const P2 = -0.0027777777777015593
const P3 = 6.613756321437934e-5
const P4 = -1.6533902205465252e-6
const P5 = 4.1381367970572385e-8
/** ln 2, and its two parts */
const LN2 = Math.LN2
const LN2_HIGH = 0.6931471824645996
const LN2_LOW = -1.904654299957768e-9
/** 2/(3·ln 2), and its two parts */
const CP = 0.9617966939259756
const CP_HIGH = 0.9617967009544373
const CP_LOW = -7.028461650952758e-9
/** 1/ln 2, and its two parts */
const INVERSE_LN2 = Math.LOG2E
const INVERSE_LN2_HIGH = 1.4426950216293335
const INVERSE_LN2_LOW = 1.9259629911266175e-8
/** log₂ 1.5 in two parts */
const LOG2_THREE_HALVES_HIGH = 0.5849624872207642
const LOG2_THREE_HALVES_LOW = 1.350039202129749e-8
/** −(1024 − log₂(largest float64 + ½ unit)) */
const OVERFLOW_MARGIN = 8.008566259537294e-17
const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_TO_MINUS_20 = 9.5367431640625e-7
const TWO_TO_53 = 9007199254740992
const TWO_TO_31 = 2147483648
const TWO_TO_64 = 1.8446744073709552e19

export function power(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  const magnitude = Math.abs(x)
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (magnitude === 1) return Number.NaN
    return magnitude > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0
  }
  if (y === 1) return x
  if (y === -1) return 1 / x
  if (y === 2) return x * x
  const isNegative = x < 0 || Object.is(x, -0)
  if (y === 0.5 && !isNegative) return Math.sqrt(x)
  // the remainder is exact, and every float64 from 2⁵³ on is even
  const isOdd = Math.abs(y % 2) === 1
  const sign = isNegative && isOdd ? -1 : 1
  if (magnitude === 0 || magnitude === Number.POSITIVE_INFINITY) return sign * (y < 0 ? 1 / magnitude : magnitude)
  if (isNegative && !Number.isInteger(y)) return Number.NaN
  if (magnitude === 1) return sign
  return sign * positivePower(magnitude, y)
}

/** @param x positive, finite, not 1 · @param y finite, not 0 */
function positivePower(x: number, y: number): number {
  const size = Math.abs(y)
  if (size > TWO_TO_31) {
    const overflows = x > 1 === y > 0
    const distance = x - 1
    if (size > TWO_TO_64 || distance < -TWO_TO_MINUS_20 || distance > TWO_TO_MINUS_20) {
      return overflows ? Number.POSITIVE_INFINITY : 0
    }
    return powerOfTwo(y, nearOneLogarithm(distance))
  }
  return powerOfTwo(y, splitLogarithm(x))
}

interface SplitReal {
  /** low word cleared */
  readonly head: number
  readonly tail: number
}

/** log₂(1 + t) for |t| ≤ 2⁻²⁰, by four terms of its series */
function nearOneLogarithm(t: number): SplitReal {
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25))
  const u = INVERSE_LN2_HIGH * t
  const v = t * INVERSE_LN2_LOW - w * INVERSE_LN2
  const head = withoutLowWord(u + v)
  return { head, tail: v - (head - u) }
}

/** log₂ x = n + log₂ b + log₂(a/b), with b = 1 or 1.5 the nearer one to the fraction a of x */
function splitLogarithm(x: number): SplitReal {
  const isDenormal = x < SMALLEST_NORMAL
  const normal = isDenormal ? x * TWO_TO_53 : x
  const high = highWord(normal)
  const fraction = high & 0xfffff
  const isNearThreeHalves = fraction > 0x3988e && fraction < 0xbb67a
  const n = (high >> 20) - 1023 - (isDenormal ? 53 : 0) + (fraction >= 0xbb67a ? 1 : 0)
  const aHigh = (fraction | 0x3ff00000) - (fraction >= 0xbb67a ? 0x100000 : 0)
  const a = fromWords(aHigh, lowWord(normal))
  const b = isNearThreeHalves ? 1.5 : 1
  // s = (a − b)/(a + b), in two parts
  const u = a - b
  const v = 1 / (a + b)
  const s = u * v
  const sHigh = withoutLowWord(s)
  const tHigh = fromWords(((aHigh >> 1) | 0x20000000) + 0x80000 + (isNearThreeHalves ? 0x40000 : 0), 0)
  const tLow = a - (tHigh - b)
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow)
  const z = s * s
  const series = z * z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * L6))))) + sLow * (sHigh + s)
  const squareHigh = sHigh * sHigh
  const sumHigh = withoutLowWord(3 + squareHigh + series)
  const sumLow = series - (sumHigh - 3 - squareHigh)
  // 2/3·s·(3 + s² + series) = ln(a/b), then divided by ln 2
  const productHead = sHigh * sumHigh
  const productTail = sLow * sumHigh + sumLow * s
  const pHigh = withoutLowWord(productHead + productTail)
  const pLow = productTail - (pHigh - productHead)
  const zHigh = CP_HIGH * pHigh
  const zLow = CP_LOW * pHigh + pLow * CP + (isNearThreeHalves ? LOG2_THREE_HALVES_LOW : 0)
  const offset = isNearThreeHalves ? LOG2_THREE_HALVES_HIGH : 0
  const head = withoutLowWord(zHigh + zLow + offset + n)
  return { head, tail: zLow - (head - n - offset - zHigh) }
}

/** 2^(y·(head + tail)) */
function powerOfTwo(y: number, logarithm: SplitReal): number {
  const yHigh = withoutLowWord(y)
  const low = (y - yHigh) * logarithm.head + y * logarithm.tail
  let high = yHigh * logarithm.head
  const z = low + high
  if (z >= 1024 && (z > 1024 || low + OVERFLOW_MARGIN > z - high)) return Number.POSITIVE_INFINITY
  if (z <= -1075 && (z < -1075 || low <= z - high)) return 0
  const n = Math.abs(z) > 0.5 ? Math.floor(z + 0.5) : 0
  high -= n
  const t = withoutLowWord(low + high)
  const u = t * LN2_HIGH
  const v = (low - (t - high)) * LN2 + t * LN2_LOW
  const w = u + v
  const lost = v - (w - u)
  const square = w * w
  const c = w - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))))
  const r = (w * c) / (c - 2) - (lost + w * lost)
  return scaleByPowerOfTwo(1 - (r - w), n)
}
