/**
 * The shadow s_dW of an optimizer that keeps none: RMSProp's, observing the same gradients and moving nothing.
 *
 *   s ← β₂·s + (1 − β₂)·g²        s(0) = 0
 *
 * In float32 every operation is rounded, as in the update rule of RMSProp, so the two are equal bit for bit.
 */
import type { Reals } from '../precision'

/** Overwrites s, as long as g. */
export function observeSecondMoment(s: Reals, g: Reals, beta2: number): void {
  if (s instanceof Float32Array) observeRounded(s, g, Math.fround(beta2), Math.fround(1 - beta2))
  else observe(s, g, beta2, 1 - beta2)
}

function observe(s: Float64Array, g: Reals, kept: number, taken: number): void {
  for (let i = 0; i < s.length; i++) s[i] = kept * s[i]! + taken * (g[i]! * g[i]!)
}

function observeRounded(s: Float32Array, g: Reals, kept: number, taken: number): void {
  for (let i = 0; i < s.length; i++) {
    const old = Math.fround(kept * s[i]!)
    const squared = Math.fround(g[i]! * g[i]!)
    s[i] = old + Math.fround(taken * squared)
  }
}
