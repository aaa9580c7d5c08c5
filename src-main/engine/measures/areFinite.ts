/** Whether no element is NaN or infinite. 0·x is NaN exactly when x is not finite, and stays in the sum. */
import type { Reals } from '../precision'

export function areFinite(a: Reals): boolean {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += 0 * a[i]!
  return sum === 0
}
