/**
 * x = n·π/2 + (head + tail), |head| ≤ π/4 (about): the argument reduction of sine and cosine.
 *
 * Up to 2²⁰·π/2: n·π/2 is taken off in three parts of 33 bits each, so that every product is exact (Cody and Waite).
 * Beyond: exact integer arithmetic with 1,216 bits of 2/π, enough for every finite float64 (after Payne and Hanek,
 * "Radian reduction for trigonometric functions", SIGNUM Newsletter 18, 1983). Slow, and met by nobody in practice.
 * Source of the three parts: `e_rem_pio2.c`, fdlibm 5.3. Copyright (C) 1993 Sun Microsystems; "permission to use, copy,
 * modify, and distribute this software is freely granted, provided that this notice is preserved". Written anew for
 * TypeScript.
 */
import { highWord, lowWord } from './float64Words'

export interface QuarterTurns {
  /** n modulo 4 */
  readonly quadrant: number
  readonly head: number
  /** what head rounds away */
  readonly tail: number
}

const MEDIUM_LIMIT = 1647099
const TWO_OVER_PI = 0.6366197723675814
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_3_TAIL = 8.4784276603689e-32

/** 2/π in units of 2⁻¹²¹⁶ */
const TWO_OVER_PI_DIGITS = BigInt(
  '0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73e' +
    'e88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b7' +
    '4f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6bab',
)
/** π/2 in units of 2⁻²⁴⁰ */
const HALF_PI_DIGITS = BigInt('0x1921fb54442d18469898cc51701b839a252049c1114cf98e804177d4c7627')
const TWO_TO_MINUS_240 = 5.659799424266695e-73

/** @param x finite */
export function quarterTurns(x: number): QuarterTurns {
  if (Math.abs(x) > MEDIUM_LIMIT) return reduceHuge(x)
  const n = Math.floor(x * TWO_OVER_PI + 0.5)
  const r1 = x - n * HALF_PI_1
  const w2 = n * HALF_PI_2
  const r2 = r1 - w2
  const w3 = n * HALF_PI_3
  const r3 = r2 - w3
  const rest = n * HALF_PI_3_TAIL - (r2 - r3 - w3) - (r1 - r2 - w2)
  const head = r3 - rest
  return { quadrant: n & 3, head, tail: r3 - head - rest }
}

function reduceHuge(x: number): QuarterTurns {
  const high = highWord(x)
  const exponent = ((high >> 20) & 0x7ff) - 1075
  const mantissa = (BigInt((high & 0xfffff) | 0x100000) << 32n) | BigInt(lowWord(x) >>> 0)
  const fractionBits = BigInt(1216 - exponent)
  const turns = mantissa * TWO_OVER_PI_DIGITS
  const n = (turns + (1n << (fractionBits - 1n))) >> fractionBits
  const fraction = (turns - (n << fractionBits)) >> (fractionBits - 240n)
  const angle = (fraction * HALF_PI_DIGITS) >> 240n
  const head = Number(angle)
  const tail = Number(angle - BigInt(head))
  const sign = x < 0 ? -1 : 1
  return {
    quadrant: Number(x < 0 ? -n & 3n : n & 3n),
    head: sign * head * TWO_TO_MINUS_240,
    tail: sign * tail * TWO_TO_MINUS_240,
  }
}
