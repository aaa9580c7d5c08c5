/**
 * Analytic gradients against central differences, in float64.
 *
 *   n_i = (loss(w + h·e_i) − loss(w − h·e_i)) / 2h,   h = ∛ε·max(1, |w_i|), ε = 2⁻⁵²
 *   relative difference = ‖a − n‖ / (‖a‖ + ‖n‖) per parameter
 *
 * About 1e-10 for right gradients of smooth losses; below 1e-7 is right, above 1e-5 wrong.
 * Kinks: where ReLU or a maximum bends within h of a value, also at the value itself, the two sides have derivatives of
 * their own, and an analytic gradient is one of them. So an element that disagrees is tried again from each side alone,
 * by (−3·loss(w) + 4·loss(w ± h) − loss(w ± 2h)) / ±2h of the same order, and the closest of the three counts. A gradient
 * that is wrong where the loss is smooth disagrees with all three.
 * Noise: losses are known to about ε·|loss|, so differences of elements to that over h; a parameter whose gradients are
 * both no larger, such as a bias before batchNorm, has difference 0.
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
  /** elements of the parameter, and how many of them were checked */
  readonly length: number
  readonly checked: number
  /** elements at a kink, whose difference is of one side */
  readonly oneSided: number
  readonly relativeDifference: number
  /** the elements furthest apart, the worst first */
  readonly worst: readonly ElementDifference[]
}

interface CheckOptions {
  /** how many of the worst elements are listed */
  readonly worstCount?: number
  /** which elements are checked; all when absent */
  elementsOf?(parameter: ArenaParameter): Iterable<number>
  /** called after every element */
  onElement?(): void
}

/** ∛(2⁻⁵²) */
const RELATIVE_STEP = 6.055454452393343e-6
const EPSILON = 2.220446049250313e-16
/** Apart by more than this share of the parameter's gradient, an element is looked at from each side. */
const KINK_TOLERANCE = 1e-7

/**
 * Calls `lossAt` twice for every element (six times at a kink), and leaves `values` as they were.
 *
 * @param lossAt the loss at the present `values`, the same at the same values
 * @param gradients the analytic gradient at the present `values`; copied before `lossAt` is called
 * @throws RangeError if the values are float32, too coarse for differences
 */
export function checkGradients(
  lossAt: () => number,
  values: Reals,
  gradients: Reals,
  parameters: readonly ArenaParameter[],
  { worstCount = 5, elementsOf, onElement }: CheckOptions = {},
): ParameterGradientCheck[] {
  if (values instanceof Float32Array) throw new RangeError('precision = float32, must be float64 to check gradients')
  const analytic = Float64Array.from(gradients)
  const noise = (EPSILON * Math.abs(lossAt())) / RELATIVE_STEP
  return parameters.map((parameter) => {
    const { name, offset, length } = parameter
    const typical = rootMeanSquare(analytic, offset, length)
    const differences: ElementDifference[] = []
    let oneSided = 0
    for (const index of elementsOf?.(parameter) ?? Array(length).keys()) {
      const exact = analytic[offset + index]!
      const central = centralDifference(lossAt, values, offset + index)
      const apart = Math.abs(exact - central)
      const isKink = apart > noise && apart > KINK_TOLERANCE * Math.max(Math.abs(exact), typical)
      const sides = isKink ? sideDifferences(lossAt, values, offset + index) : []
      const numeric = closest(exact, [central, ...sides])
      if (numeric !== central) oneSided++
      differences.push({ index, analytic: exact, numeric })
      onElement?.()
    }
    const checked = differences.length
    const relativeDifference = compare(differences, noise)
    differences.sort((a, b) => distance(b) - distance(a))
    return { name, length, checked, oneSided, relativeDifference, worst: differences.slice(0, worstCount) }
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

/** From above and from below, each of second order. */
function sideDifferences(lossAt: () => number, values: Reals, at: number): number[] {
  const kept = values[at]!
  const here = lossAt()
  const sides = [1, -1].map((sign) => {
    const near = kept + sign * RELATIVE_STEP * Math.max(1, Math.abs(kept))
    const step = near - kept
    values[at] = near
    const lossNear = lossAt()
    values[at] = kept + 2 * step
    const lossFar = lossAt()
    return (4 * lossNear - 3 * here - lossFar) / (2 * step)
  })
  values[at] = kept
  return sides
}

function closest(to: number, candidates: readonly number[]): number {
  return candidates.reduce((best, each) => (Math.abs(each - to) < Math.abs(best - to) ? each : best))
}

function distance({ analytic, numeric }: ElementDifference): number {
  const apart = Math.abs(analytic - numeric)
  return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart
}

function rootMeanSquare(values: Float64Array, offset: number, length: number): number {
  let squares = 0
  for (let i = offset; i < offset + length; i++) squares += values[i]! * values[i]!
  return Math.sqrt(squares / length)
}

/** NaN when an element is. */
function compare(differences: readonly ElementDifference[], noise: number): number {
  let apart = 0
  let analyticSquares = 0
  let numericSquares = 0
  for (const { analytic, numeric } of differences) {
    apart += (analytic - numeric) * (analytic - numeric)
    analyticSquares += analytic * analytic
    numericSquares += numeric * numeric
  }
  const scale = Math.sqrt(analyticSquares) + Math.sqrt(numericSquares)
  return scale <= 2 * noise * Math.sqrt(differences.length) ? 0 : Math.sqrt(apart) / scale
}
