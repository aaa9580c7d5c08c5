/** Σ a in float64, in the eight lanes of `measures.ts`, with the smallest and largest element. */
import type { Reals } from '../precision'
import { LaneSums } from './laneSums'
import type { Summary } from './measures'

const lanes = new LaneSums()

/** Overwrites `into`. */
export function summarise(a: Reals, into: Summary): void {
  let least = Infinity
  let largest = -Infinity
  lanes.reset()
  for (let i = 0; i < a.length; i++) {
    const value = a[i]!
    lanes.add(i, value)
    least = Math.min(least, value)
    largest = Math.max(largest, value)
  }
  into.sum = lanes.total()
  into.least = least
  into.largest = largest
}
