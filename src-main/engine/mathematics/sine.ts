/**
 * Sine and cosine in float64, error below 1 unit in the last place.
 *
 *   x = n·π/2 + r, |r| ≤ π/4        sin x = ±sin r or ±cos r, by n modulo 4
 *   sin r = r + S₁·r³ + … + S₆·r¹³        cos r = 1 − r²/2 + C₁·r⁴ + … + C₆·r¹⁴
 *
 * Limits: NaN and ±∞ give NaN; sine(±0) = ±0.
 * Source: `k_sin.c`, `k_cos.c`, fdlibm 5.3. Copyright (C) 1993 Sun Microsystems; "permission to use, copy, modify, and
 * distribute this software is freely granted, provided that this notice is preserved". Written anew for TypeScript.
 */
import { quarterTurns } from './quarterTurns'

const QUARTER_PI = 0.7853981633974483
const S1 = -0.16666666666666632
const S2 = 0.00833333333332249
const S3 = -0.0001984126982985795
const S4 = 2.7557313707070068e-6
const S5 = -2.5050760253406863e-8
const S6 = 1.58969099521155e-10
const C1 = 0.0416666666666666
const C2 = -0.001388888888887411
const C3 = 2.480158728947673e-5
const C4 = -2.7557314351390663e-7
const C5 = 2.087572321298175e-9
const C6 = -1.1359647557788195e-11

export function sine(x: number): number {
  return shiftedSine(x, 0)
}

export function cosine(x: number): number {
  return shiftedSine(x, 1)
}

/** sin(x + shift·π/2) */
function shiftedSine(x: number, shift: number): number {
  if (!Number.isFinite(x)) return Number.NaN
  if (Math.abs(x) <= QUARTER_PI) return shift === 0 ? sineNearZero(x, 0) : cosineNearZero(x, 0)
  const { quadrant, head, tail } = quarterTurns(x)
  const turned = (quadrant + shift) & 3
  const value = (turned & 1) === 0 ? sineNearZero(head, tail) : cosineNearZero(head, tail)
  return turned >= 2 ? -value : value
}

function sineNearZero(x: number, tail: number): number {
  const z = x * x
  const w = z * z
  const r = S2 + z * (S3 + z * S4) + z * w * (S5 + z * S6)
  const v = z * x
  return x - (z * (0.5 * tail - v * r) - tail - v * S1)
}

function cosineNearZero(x: number, tail: number): number {
  const z = x * x
  const w = z * z
  const r = z * (C1 + z * (C2 + z * C3)) + w * w * (C4 + z * (C5 + z * C6))
  const half = 0.5 * z
  const rounded = 1 - half
  return rounded + (1 - rounded - half + (z * r - x * tail))
}
