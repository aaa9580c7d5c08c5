/**
 * Analytic gradients against central differences, in float64.
 *
 *   n_i = (loss(w + h·e_i) − loss(w − h·e_i)) / 2h,   h = ∛ε·max(1, |w_i|), ε = 2⁻⁵²
 *   relative difference = ‖a − n‖ / (‖a‖ + ‖n‖) per parameter, 0 when both are 0
 *
 * About 1e-10 for right gradients of smooth losses; below 1e-7 is right, above 1e-5 wrong. Where a kink (ReLU) lies
 * within h of a value, the two differ rightly.
 * Source: Ng, deep learning course 2, week 1, "Gradient checking"; h as in Press et al., "Numerical Recipes", 5.7.
 */
import type { ArenaParameter } from './arena'
import type { Reals } from './precision'

export interface ElementDifference {
  /** index within the parameter */
  readonly index: number
  readonly analytic: number
  readonly numeric: number
}

export interface ParameterGradientCheck {
  readonly name: string
  readonly relativeDifference: number
  /** the elements furthest apart, the worst first */
  readonly worst: readonly ElementDifference[]
}

/** ∛(2⁻⁵²) */
const RELATIVE_STEP = 6.055454452393343e-6

/**
 * Calls `lossAt` twice for every element and leaves `values` as they were.
 *
 * @param lossAt the loss at the present `values`
 * @param gradients the analytic gradient at the present `values`; copied before `lossAt` is called
 * @throws RangeError if the values are float32, too coarse for differences
 */
export function checkGradients(
  lossAt: () => number,
  values: Reals,
  gradients: Reals,
  parameters: readonly ArenaParameter[],
  worstCount = 5,
): ParameterGradientCheck[] {
  if (values instanceof Float32Array) throw new RangeError('precision = float32, must be float64 to check gradients')
  const analytic = Float64Array.from(gradients)
  return parameters.map(({ name, offset, length }) => {
    const differences: ElementDifference[] = []
    for (let index = 0; index < length; index++) {
      const numeric = centralDifference(lossAt, values, offset + index)
      differences.push({ index, analytic: analytic[offset + index]!, numeric })
    }
    const relativeDifference = compare(differences)
    differences.sort((a, b) => Math.abs(b.analytic - b.numeric) - Math.abs(a.analytic - a.numeric))
    return { name, relativeDifference, worst: differences.slice(0, worstCount) }
  })
}

function centralDifference(lossAt: () => number, values: Reals, at: number): number {
  const kept = values[at]!
  const step = RELATIVE_STEP * Math.max(1, Math.abs(kept))
  const above = kept + step
  const below = kept - step
  values[at] = above
  const lossAbove = lossAt()
  values[at] = below
  const lossBelow = lossAt()
  values[at] = kept
  // the step that was really made, after rounding
  return (lossAbove - lossBelow) / (above - below)
}

function compare(differences: readonly ElementDifference[]): number {
  let apart = 0
  let analyticSquares = 0
  let numericSquares = 0
  for (const { analytic, numeric } of differences) {
    apart += (analytic - numeric) * (analytic - numeric)
    analyticSquares += analytic * analytic
    numericSquares += numeric * numeric
  }
  const scale = Math.sqrt(analyticSquares) + Math.sqrt(numericSquares)
  return scale === 0 ? 0 : Math.sqrt(apart) / scale
}
