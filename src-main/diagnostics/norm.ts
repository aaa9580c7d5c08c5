/** Euclidean norms in float64, squares summed in element order; sizes whose squares overflow give Infinity. */
import type { Reals } from '../engine/precision'

/** ‖a‖ */
export function norm(a: Reals): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * a[i]!
  return Math.sqrt(sum)
}

/** ‖a − b‖, both of one length. */
export function normOfDifference(a: Reals, b: Reals): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!
    sum += difference * difference
  }
  return Math.sqrt(sum)
}
