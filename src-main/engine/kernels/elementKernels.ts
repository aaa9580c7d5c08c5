/** Element by element, each result rounded on the store. Arrays may be the same; `length` elements from their starts. */
import type { Reals } from '../precision'

export interface ElementKernels {
  /** out ← a */
  copy(out: Reals, a: Reals, length: number): void
  /** out ← a + b */
  add(out: Reals, a: Reals, b: Reals, length: number): void
  /** out ← a · b, b from its element `start` on */
  multiply(out: Reals, a: Reals, b: Reals, start: number, length: number): void
}

export const elementKernels: ElementKernels = {
  // without the view that `set(subarray)` would allocate
  copy(out, a, length) {
    for (let i = 0; i < length; i++) out[i] = a[i]!
  },
  add(out, a, b, length) {
    for (let i = 0; i < length; i++) out[i] = a[i]! + b[i]!
  },
  multiply(out, a, b, start, length) {
    for (let i = 0; i < length; i++) out[i] = a[i]! * b[start + i]!
  },
}
