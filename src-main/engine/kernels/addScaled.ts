/**
 * out[i] ← out[i] + scale·a[i]: the gradient of an L2 penalty.
 *
 * Product and sum are each rounded to the precision; no fused multiply-add.
 */
import type { Reals } from '../precision'

/** Changes all of out, which is as long as a; `scale` is a number of the precision. */
export function addScaled(out: Reals, a: Reals, scale: number): void {
  if (out instanceof Float32Array) {
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + Math.fround(scale * a[i]!)
  } else {
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + scale * a[i]!
  }
}
