/** The smallest or largest value of a curve and the step it was first at; null while it has no finite value. */
import type { Curve } from './curve'

export interface Extremum {
  readonly value: number
  readonly step: number
}

export function lowest(curve: Curve): Extremum | null {
  return extremum(curve.steps, curve.low, (value, best) => value < best)
}

export function highest(curve: Curve): Extremum | null {
  return extremum(curve.steps, curve.high, (value, best) => value > best)
}

function extremum(
  steps: Float64Array,
  values: Float64Array,
  isBetter: (value: number, best: number) => boolean,
): Extremum | null {
  let best: Extremum | null = null
  values.forEach((value, index) => {
    if (Number.isFinite(value) && (best === null || isBetter(value, best.value))) best = { value, step: steps[index]! }
  })
  return best
}
