/**
 * eˣ − 1 for x ≤ 0 in float32, every operation rounded to float32: the twin, bit for bit, of `exponentialMinusOne` in
 * `wasm/assembly/exponential.ts`.
 *
 *   n and r as in `exponential32`        eˣ − 1 = 2ⁿ·(r + r²·P(r)) + (2ⁿ − 1)
 *
 * Error at most 2 units in the last place. Limits: NaN stays NaN, ±0 → 0, −∞ → −1.
 * Source: as `exponential32`.
 */
import { powerOfTwo } from './float32Words'

const round = Math.fround
/** Here and below the result is −1. */
const LOWEST = -18
const LOG2E = round(Math.LOG2E)
/** 1.5·2²³: added to a smaller number and taken off again, it rounds to an integer. */
const ROUNDER = 12582912
const LN2_HIGH = round(0.693359375)
const LN2_LOW = round(-2.1219444e-4)
const P0 = round(1.98756915e-4)
const P1 = round(1.3981999507e-3)
const P2 = round(8.3334519073e-3)
const P3 = round(4.1665795894e-2)
const P4 = round(1.6666665459e-1)
const P5 = round(5.0000001201e-1)

/** @param x a float32, not above 0 */
export function exponentialMinusOne32(x: number): number {
  const bounded = x < LOWEST ? LOWEST : x
  const n = round(round(round(bounded * LOG2E) + ROUNDER) - ROUNDER)
  const r = round(round(bounded - round(n * LN2_HIGH)) - round(n * LN2_LOW))
  const square = round(r * r)
  const first = round(round(P0 * r) + P1)
  const second = round(round(P2 * r) + P3)
  const third = round(round(P4 * r) + P5)
  const p = round(round(round(round(first * square) + second) * square) + third)
  const y = round(round(p * square) + r)
  const power = powerOfTwo(n | 0)
  return round(round(y * power) + round(power - 1))
}
