/**
 * Analytic gradients a against differences n of the loss, in float64.
 *
 *   relative difference  = ‖a − n‖ / (‖a‖ + ‖n‖) per parameter
 *   relative uncertainty = ‖u‖ / (‖a‖ + ‖n‖)                        u_i: how far n_i can be off
 *   relative excess      = ‖max(0, |a − n| − u)‖ / (‖a‖ + ‖n‖)      what that does not explain
 *
 * About 1e-10 for right gradients of smooth losses; below 1e-7 is right, above 1e-5 wrong. How n_i is chosen, and where
 * there is none because the loss has a kink, is in elementGradient.ts.
 *
 * Rounding: a loss is known to η = 2ε·|loss|, ε = 2⁻⁵², so a difference over h to about η/h, whatever the gradient is. (Over
 * tanh, ReLU, gelu and normalised networks on Iris, MNIST and Friedman's regression, under every loss, the three-point
 * difference was off by up to 1.06 ε·|loss|/h.) With targets near 3e8 the loss is 1e17, and no difference gives its
 * gradient of 1e9 better than to a few 1e-6. So a difference by itself does not make a gradient wrong, the excess does;
 * and none makes it right where the uncertainty would hide an error: |a − w| ≤ |a − n| + u for the true gradient w.
 * No influence: a parameter whose gradients are rounding, |a| ≤ 1e-13 of the largest parameter's, and whose differences
 * are no more than noise, such as a bias before batchNorm, has difference 0; its uncertainty is relative to that largest.
 * Source: Ng, deep learning course 2, week 1, "Gradient checking"; rounding and h as in Press et al., "Numerical Recipes",
 * 5.7.
 */
import type { ArenaParameter } from './arena'
import { type ElementGradient, elementGradient } from './elementGradient'
import { lossAlong } from './lossSlope'
import { isPlainSum, largestOf, rootOfSquares } from './measures/norms'
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
  /** elements at a kink where there is no derivative: in none of the figures below */
  readonly atKink: number
  readonly relativeDifference: number
  readonly relativeUncertainty: number
  readonly relativeExcess: number
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

interface Held extends ElementDifference, ElementGradient {}

const EPSILON = 2 ** -52
/** η in units of ε·|loss| */
const LOSS_ERROR = 2
/** Closer than this, in units of the element's or the parameter's typical gradient, agrees. */
const TOLERANCE = 1e-7
/** A difference with more noise than this agrees with nothing. */
const MOST_NOISE = 1e-5
/** Below this share of the largest parameter's gradient, a gradient is rounding of the backward pass. */
const NO_INFLUENCE = 1e-13

/**
 * Calls `lossAt` twice for every element, up to 26 times where that does not agree, and leaves `values` as they were.
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
  const here = lossAt()
  const known = LOSS_ERROR * EPSILON * Math.abs(here)
  const typicals = parameters.map(({ offset, length }) => rootMeanSquare(analytic, offset, length))
  const largest = Math.max(0, ...typicals)
  return parameters.map((parameter, place) => {
    const { name, offset, length } = parameter
    const typical = typicals[place]!
    const isStill = typical <= NO_INFLUENCE * largest
    const held: Held[] = []
    for (const index of elementsOf?.(parameter) ?? Array(length).keys()) {
      const exact = analytic[offset + index]!
      const scale = isStill ? largest : Math.max(Math.abs(exact), typical)
      const agreement = { tolerance: isStill ? null : TOLERANCE * scale, mostNoise: MOST_NOISE * scale }
      const point = { width: Math.max(1, Math.abs(values[offset + index]!)), here, known }
      const found = elementGradient(lossAlong(lossAt, values, offset + index), exact, point, agreement)
      held.push({ index, analytic: exact, ...found })
      onElement?.()
    }
    const compared = held.filter(({ kind }) => kind !== 'no derivative').sort((a, b) => distance(b) - distance(a))
    return {
      name,
      length,
      checked: held.length,
      oneSided: held.filter(({ kind }) => kind === 'one side').length,
      atKink: held.length - compared.length,
      ...compare(compared, isStill ? largest : null),
      worst: compared.slice(0, worstCount).map(({ index, analytic, numeric }) => ({ index, analytic, numeric })),
    }
  })
}

function distance({ analytic, numeric }: ElementDifference): number {
  const apart = Math.abs(analytic - numeric)
  return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart
}

type Compared = Pick<ParameterGradientCheck, 'relativeDifference' | 'relativeUncertainty' | 'relativeExcess'>

/**
 * NaN when an element is.
 *
 * @param largest - the largest parameter's gradient for one whose own is rounding; null for any other
 * @param unit - what gradients are measured in: not 1 only where their squares leave the range of float64
 */
function compare(held: readonly Held[], largest: number | null, unit = 1): Compared {
  let [apart, unexplained, uncertain, analyticSquares, numericSquares] = [0, 0, 0, 0, 0]
  for (const { analytic, numeric, uncertainty } of held) {
    const difference = Math.abs(analytic - numeric) / unit
    const excess = Math.max(0, difference - uncertainty / unit)
    apart += difference * difference
    unexplained += excess * excess
    uncertain += (uncertainty / unit) ** 2
    analyticSquares += (analytic / unit) ** 2
    numericSquares += (numeric / unit) ** 2
  }
  if (unit === 1 && !isPlainSum(Math.max(analyticSquares, numericSquares))) {
    const extent = largestOf(held.length, (index) =>
      Math.max(Math.abs(held[index]!.analytic), Math.abs(held[index]!.numeric)),
    )
    if (extent > 0 && Number.isFinite(extent)) return compare(held, largest, extent)
  }
  const isWithoutInfluence = largest !== null && unexplained === 0
  const scale = isWithoutInfluence
    ? 2 * (largest / unit) * Math.sqrt(held.length)
    : Math.sqrt(analyticSquares) + Math.sqrt(numericSquares)
  return {
    relativeDifference: isWithoutInfluence ? 0 : ratio(apart, scale),
    relativeUncertainty: ratio(uncertain, scale),
    relativeExcess: ratio(unexplained, scale),
  }
}

/** 0 where both are. */
function ratio(squares: number, scale: number): number {
  return squares === 0 ? 0 : Math.sqrt(squares) / scale
}

function rootMeanSquare(values: Float64Array, offset: number, length: number): number {
  let squares = 0
  for (let i = offset; i < offset + length; i++) squares += values[i]! * values[i]!
  if (isPlainSum(squares)) return Math.sqrt(squares / length)
  return rootOfSquares(squares, length, (index) => values[offset + index]!) / Math.sqrt(length)
}
