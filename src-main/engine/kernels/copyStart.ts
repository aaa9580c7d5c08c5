/** out[i] ← a[i] for i < length, without the view that `set(subarray)` would allocate. Overwrites only these. */
import type { Reals } from '../precision'

export function copyStart(out: Reals, a: Reals, length: number): void {
  for (let i = 0; i < length; i++) out[i] = a[i]!
}
