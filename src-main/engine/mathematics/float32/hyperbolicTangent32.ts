/**
 * tanh x in float32, every operation rounded to float32: the twin, bit for bit, of the one in
 * `wasm/assembly/activations.ts`.
 *
 *   |x| ≤ 0.625: x + x³·P(x²), P of degree 4        otherwise: ±(1 − 2/(e^(2|x|) + 1))
 *
 * Error at most 2 units in the last place. Limits: NaN stays NaN, ±0 stays ±0, ±∞ → ±1.
 * Source: P is that of `tanhf.c`, Cephes 2.2, S. L. Moshier, 1992.
 */
import { exponential32 } from './exponential32'

const round = Math.fround
const SMALL = 0.625
const P0 = round(-5.70498872745e-3)
const P1 = round(2.06390887954e-2)
const P2 = round(-5.37397155531e-2)
const P3 = round(1.33314422036e-1)
const P4 = round(-3.33332819422e-1)

/** @param x a float32 */
export function hyperbolicTangent32(x: number): number {
  const magnitude = Math.abs(x)
  if (magnitude > SMALL) {
    const y = round(1 - round(2 / round(exponential32(round(2 * magnitude)) + 1)))
    return x < 0 ? -y : y
  }
  const z = round(x * x)
  let p = round(round(P0 * z) + P1)
  p = round(round(p * z) + P2)
  p = round(round(p * z) + P3)
  p = round(round(p * z) + P4)
  const y = round(round(round(p * z) * magnitude) + magnitude)
  // also −0
  return x < 0 || Object.is(x, -0) ? -y : y
}
