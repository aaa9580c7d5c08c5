/**
 * The running means of the Adam family, over whole arrays:
 *
 *   m ← β₁·m + (1 − β₁)·g        s ← β₂·s + (1 − β₂)·g²
 *
 * Computed in float64 and rounded to the arrays' precision once, on the store.
 */
import type { Reals } from '../engine/precision'

export function updateMeans(m: Reals, s: Reals, g: Reals, beta1: number, beta2: number): void {
  for (let index = 0; index < g.length; index++) {
    const gradient = g[index]!
    m[index] = beta1 * m[index]! + (1 - beta1) * gradient
    s[index] = beta2 * s[index]! + (1 - beta2) * (gradient * gradient)
  }
}
