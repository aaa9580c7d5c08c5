/** How many float32 lie between two of them; +0 and −0 are the same here, any NaN equals any NaN. */
import { wordOf } from '../mathematics/float32/float32Words'

export function unitsApart(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY
  const ordinal = (x: number): number => (x < 0 ? -wordOf(-x) : wordOf(Math.abs(x)))
  return Math.abs(ordinal(a) - ordinal(b))
}
