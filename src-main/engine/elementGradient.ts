/**
 * One element of an analytic gradient against differences of the loss: what number it is held to, and how well that
 * number is known.
 *
 * At first the three-point difference at h = 2⁻¹⁷, two losses an element. An element that disagrees with it, or whose
 * gradient is too small for it, is looked at from six points at each of four steps from 2⁻²³ to 2⁻⁷ (times max(1, |w|)):
 * wide steps are for a loss so large that its rounding hides the gradient, narrow ones for kinks and strong curvature.
 * Steps are tried from the narrowest whose noise does not matter upwards, then downwards.
 *
 * - Agreement: an estimate closer than the tolerance, its own noise below what a verdict stands on (near a number that
 *   could as well be another, a hit is luck). The first to agree counts.
 * - Kink: the derivatives from the two sides differ by more than rounding and curvature explain. At the kink of ReLU or a
 *   maximum a right gradient is mostly the derivative of one side, also where the kink is next to the value: then that
 *   side counts. Where several rows of a batch bend at the same value, as with weights that start at zero, it is neither
 *   side nor anything between: there is no derivative, and nothing to hold it to. A step that sees no kink where it
 *   would see this one denies it: it is beside the value, and the derivative exists.
 * - Otherwise the estimate known best counts, and it is for the caller to allow for its uncertainty. A gradient that is
 *   wrong where the loss is smooth ends here, by far more than that.
 */
import { type LossAlong, type Slope, slopeOf } from './lossSlope'

export interface ElementGradient {
  /** `one side` is a derivative from above or from below; with `no derivative`, `numeric` is the central difference. */
  readonly kind: 'derivative' | 'one side' | 'no derivative'
  readonly numeric: number
  /** How far `numeric` can be off: by rounding of the loss, and by its higher derivatives. */
  readonly uncertainty: number
}

/** What counts as agreement, in units of the gradient. */
export interface Agreement {
  /** Closer than this agrees; null is as close as the noise. */
  readonly tolerance: number | null
  /** Estimates with more noise than this agree with nothing. */
  readonly mostNoise: number
}

/** Near ∛(2⁻⁵²), where rounding and f‴ weigh the same. */
const GLANCE_STEP = 2 ** -17
/** Noise by this factor below the tolerance does not matter, also to a side, which has 20/3 of it. */
const HARMLESS = 50
/** Narrowest first. */
const STEPS = [2 ** -23, 2 ** -17, 2 ** -12, 2 ** -7]

/**
 * @param exact - the analytic gradient of this element
 * @param width - steps are multiples of it, in units of the element
 * @param here - f(0), known to `known`
 */
export function elementGradient(
  f: LossAlong,
  exact: number,
  { width, here, known }: { readonly width: number; readonly here: number; readonly known: number },
  { tolerance, mostNoise }: Agreement,
): ElementGradient {
  const agrees = (estimate: number, noise: number): boolean =>
    noise <= mostNoise && Math.abs(exact - estimate) <= (tolerance ?? noise)
  const glanceStep = GLANCE_STEP * width
  const glance = (f(glanceStep) - f(-glanceStep)) / (2 * glanceStep)
  const glanceNoise = known / glanceStep
  if (agrees(glance, glanceNoise) || !Number.isFinite(exact)) {
    return derivative(glance, glanceNoise)
  }

  const slack = tolerance ?? 0
  const slopes: Slope[] = []
  for (const step of mostTrustworthyFirst(slack / HARMLESS, known / width)) {
    const slope = slopeOf(f, here, step * width, known)
    slopes.push(slope)
    if (agrees(slope.central, slope.noise)) return derivative(slope.central, slope.noise)
    const side = closerSide(slope, exact)
    if (slope.jump > 2 * slope.sideNoise + slack && agrees(side, slope.sideNoise)) return oneSide(side, slope)
  }
  return withoutAgreement(slopes, exact, slack)
}

/** @param slopes - the most trustworthy first */
function withoutAgreement(slopes: readonly Slope[], exact: number, slack: number): ElementGradient {
  const finite = slopes.filter(({ central }) => Number.isFinite(central))
  const least = (slope: Slope): number => 2 * slope.sideNoise + slope.bend + slack
  const kinks = finite.filter((slope) => slope.jump > least(slope))
  for (const slope of kinks) {
    const side = closerSide(slope, exact)
    if (Math.abs(exact - side) <= slope.sideNoise + slack) return oneSide(side, slope)
  }
  const smooth = finite.filter((slope) => !kinks.includes(slope))
  const [kink] = kinks
  const judges = kink === undefined ? smooth : smooth.filter((slope) => least(slope) < kink.jump)
  const [first, ...others] = judges
  if (first === undefined) {
    const { central = Number.NaN, uncertainty = Number.NaN } = kink ?? {}
    return { kind: kink === undefined ? 'derivative' : 'no derivative', numeric: central, uncertainty }
  }
  const best = others.reduce((known, each) => (each.uncertainty < known.uncertainty ? each : known), first)
  return derivative(best.central, best.uncertainty)
}

function derivative(numeric: number, uncertainty: number): ElementGradient {
  return { kind: 'derivative', numeric, uncertainty }
}

function oneSide(numeric: number, { sideNoise }: Slope): ElementGradient {
  return { kind: 'one side', numeric, uncertainty: sideNoise }
}

function closerSide({ left, right }: Slope, exact: number): number {
  return Math.abs(left - exact) < Math.abs(right - exact) ? left : right
}

/** The narrowest step with so little noise, and wider ones; then narrower ones, since theirs is ever more. */
function mostTrustworthyFirst(littleNoise: number, noiseTimesStep: number): number[] {
  const noiseOf = (step: number): number => Math.max(littleNoise, noiseTimesStep / step)
  return [...STEPS].sort((one, other) => noiseOf(one) - noiseOf(other))
}
