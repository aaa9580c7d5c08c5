/** Σ a² in float64, in the eight lanes of `measures.ts`; Infinity where it overflows. */
import type { Reals } from '../precision'
import { LaneSums } from './laneSums'

const lanes = new LaneSums()

export function sumOfSquares(a: Reals): number {
  lanes.reset()
  for (let i = 0; i < a.length; i++) lanes.add(i, a[i]! * a[i]!)
  return lanes.total()
}
