/**
 * Φ(x) = ½·(1 + erf(x/√2)) in float32, every operation rounded to float32: the twin, bit for bit, of
 * the one in `wasm/assembly/smoothActivations.ts`.
 *
 *   t = |x|, k = 1/(1 + 0.28·t)        Φ(−t) = e^(−t²/2)·k·P(k), P of degree 8        Φ(t) = 1 − Φ(−t)
 *
 * One form for all arguments, small tails included, and its exponential is the density's. Error at most 2.5·10⁻⁷; of
 * tails at most 10⁻⁶ of themselves for t ≤ 4, 10⁻⁵ beyond. Limits: NaN stays NaN, −∞ → 0, +∞ → 1.
 * Source: the form is 26.2.17 of Abramowitz & Stegun, "Handbook of mathematical functions", 1964; coefficients by
 * `testdata/normalDistribution.py`.
 */
import { exponential32 } from './exponential32'

const round = Math.fround
const SCALE = round(0.28)
const P0 = round(0.111689359)
const P1 = round(0.111959666)
const P2 = round(0.101177827)
const P3 = round(0.0911244899)
const P4 = round(0.0554694943)
const P5 = round(0.0176882334)
const P6 = round(0.07250195)
const P7 = round(-0.0846671462)
const P8 = round(0.0230561569)

/** e^(−x²/2). @param x a float32 */
export function normalExponential32(x: number): number {
  return exponential32(round(-0.5 * round(x * x)))
}

/** @param e `normalExponential32(x)` */
export function normalDistribution32(x: number, e: number): number {
  const k = round(1 / round(1 + round(SCALE * Math.abs(x))))
  let p = round(round(P8 * k) + P7)
  p = round(round(p * k) + P6)
  p = round(round(p * k) + P5)
  p = round(round(p * k) + P4)
  p = round(round(p * k) + P3)
  p = round(round(p * k) + P2)
  p = round(round(p * k) + P1)
  p = round(round(p * k) + P0)
  const tail = round(e * round(k * p))
  return x < 0 ? tail : round(1 - tail)
}
