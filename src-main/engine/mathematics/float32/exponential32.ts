/**
 * eˣ in float32, every operation rounded to float32: the twin, bit for bit, of `wasm/assembly/exponential.ts`.
 *
 *   n = x·log₂e to the nearest integer, r = x − n·ln 2        eˣ = 2ⁿ·(1 + r + r²·P(r)), P of degree 5
 *
 * Error at most 1 unit in the last place, also among the denormals. 2ⁿ is multiplied in two halves, so that it neither
 * overflows nor underflows before the result does. Limits: NaN stays NaN, +∞ → +∞, −∞ → 0.
 * Source: P and the two parts of ln 2 are those of `expf.c`, Cephes 2.2, S. L. Moshier, 1992.
 */
import { powerOfTwo } from './float32Words'

const round = Math.fround
/** Beyond these the result is +∞ or 0, and n would leave the range of exponents. */
const HIGHEST = 89
const LOWEST = -104
const LOG2E = round(Math.LOG2E)
/** 1.5·2²³: added to a smaller number and taken off again, it rounds to an integer. */
const ROUNDER = 12582912
/** ln 2 in two parts: products of the first with n are exact. */
const LN2_HIGH = round(0.693359375)
const LN2_LOW = round(-2.1219444e-4)
const P0 = round(1.98756915e-4)
const P1 = round(1.3981999507e-3)
const P2 = round(8.3334519073e-3)
const P3 = round(4.1665795894e-2)
const P4 = round(1.6666665459e-1)
const P5 = round(5.0000001201e-1)

/** @param x a float32 */
export function exponential32(x: number): number {
  const above = x < LOWEST ? LOWEST : x
  const bounded = above > HIGHEST ? HIGHEST : above
  const n = round(round(round(bounded * LOG2E) + ROUNDER) - ROUNDER)
  const r = round(round(bounded - round(n * LN2_HIGH)) - round(n * LN2_LOW))
  const square = round(r * r)
  // in pairs, so that fewer operations wait for one another
  const first = round(round(P0 * r) + P1)
  const second = round(round(P2 * r) + P3)
  const third = round(round(P4 * r) + P5)
  const p = round(round(round(round(first * square) + second) * square) + third)
  const y = round(round(round(p * square) + r) + 1)
  const half = (n | 0) >> 1
  return round(round(y * powerOfTwo(half)) * powerOfTwo((n | 0) - half))
}
