/** What the difference of two optimizers does to a step, in one sentence out of the steps they took. */
import type { OptimizerProbe } from '../../../src-main/contract/optimizerProbe'
import { formatNumber } from '../../lab/formatNumber'
import { type Configuration, valueInForce } from './configuration'

export interface ProbedSide {
  readonly configuration: Configuration
  readonly probe: OptimizerProbe
}

/** Closer than this share, two steps are the same. */
const sameWithin = 1e-3

/** The cell where the two are furthest apart, or that there is none. */
export function probeConclusion(left: ProbedSide, right: ProbedSide): string {
  let furthest: { readonly at: number; readonly ratio: number } | undefined
  for (const [at, { length }] of left.probe.entries()) {
    const ratio = apart(length, right.probe[at]?.length ?? length)
    if (ratio > 1 + sameWithin && (furthest === undefined || ratio > furthest.ratio * (1 + sameWithin))) {
      furthest = { at, ratio }
    }
  }
  if (furthest === undefined) {
    return 'Along a gradient that stays the same both take the same steps; they can part only where it changes.'
  }
  const before = left.probe[furthest.at]
  const after = right.probe[furthest.at]
  if (before === undefined || after === undefined) return ''
  const place = before.step === 1 ? 'the first step' : `step ${before.step}`
  const times = Number.isFinite(furthest.ratio) ? `, ${formatNumber(furthest.ratio, 3)} times apart` : ''
  return `Furthest apart at a gradient of ${formatNumber(before.gradient)}: ${place} is ${stepText(left, furthest.at)} with ${left.configuration.title} and ${stepText(right, furthest.at)} with ${right.configuration.title}${times}.`
}

/** "0.00316 = α/√(1 − β₂)" where the law of the first step holds for these settings, else the number alone. */
export function stepText({ configuration, probe }: ProbedSide, at: number): string {
  const step = probe[at]
  if (step === undefined) return ''
  const law = step.step === 1 ? lawOfFirstStep(configuration, step.length) : undefined
  const text = formatNumber(step.length, 3)
  return law === undefined ? text : `${text} = ${law}`
}

/** Held against the step that was taken: a law is shown only where it is seen to hold. */
function lawOfFirstStep(configuration: Configuration, length: number): string | undefined {
  const rate = Number(valueInForce(configuration, 'learningRate'))
  const beta2 = Number(valueInForce(configuration, 'beta2'))
  const holds = (expected: number): boolean => apart(length, expected) <= 1 + sameWithin
  if (holds(rate)) return 'α'
  return holds(rate / Math.sqrt(1 - beta2)) ? 'α/√(1 − β₂)' : undefined
}

/** How many times the larger is the smaller; 1 for the same, infinite where one of them is 0. */
function apart(a: number, b: number): number {
  if (a === b) return 1
  return Math.max(a, b) / Math.min(a, b)
}
