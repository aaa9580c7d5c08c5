/** Σ (a − b)² in float64, in the eight lanes of `measures.ts`; Infinity where it overflows. */
import type { Reals } from '../precision'
import { LaneSums } from './laneSums'

const lanes = new LaneSums()

/** Both of one length. */
export function sumOfSquaredDifferences(a: Reals, b: Reals): number {
  lanes.reset()
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!
    lanes.add(i, difference * difference)
  }
  return lanes.total()
}
