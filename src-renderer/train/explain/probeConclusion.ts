/** What the difference of two optimizers does to a step, in one sentence out of the steps they took. */
import type { OptimizerProbe } from '../../../src-main/contract/optimizerProbe'
import { formatCount, formatNumber } from '../../lab/formatNumber'
import { type Configuration, valueInForce } from './configuration'

export interface ProbedSide {
  readonly configuration: Configuration
  readonly probe: OptimizerProbe
}

/** Closer than this share, two steps are the same. */
const sameWithin = 1e-3
/** Below it ε has a say in every step. */
const leastLawful = 1e-4

/** The first step at a usual gradient, and where the two are furthest apart if that is elsewhere. */
export function probeConclusion(left: ProbedSide, right: ProbedSide): string {
  const ratios = left.probe.map(({ length }, at) => apart(length, right.probe[at]?.length ?? length))
  const furthest = ratios.reduce((most, ratio, at) => (ratio > (ratios[most] ?? 1) * (1 + sameWithin) ? at : most), 0)
  if (ratios.every((ratio) => ratio <= 1 + sameWithin)) {
    return 'Along a gradient that stays the same both take the same steps; they can part only where it changes.'
  }
  const told = furthest === 0 ? [0] : [0, furthest]
  return told.map((at) => stepSentence(left, right, at, at !== 0)).join(' ')
}

function stepSentence(left: ProbedSide, right: ProbedSide, at: number, isFurthest: boolean): string {
  const before = left.probe[at]
  const after = right.probe[at]
  if (before === undefined || after === undefined) return ''
  const place = before.step === 1 ? 'the first step' : `step ${formatCount(before.step)}`
  const start = isFurthest ? 'Furthest apart they are at' : 'At'
  const where = `${start} a gradient of ${formatNumber(before.gradient)}${isFurthest ? ':' : ''} ${place}`
  const ratio = apart(before.length, after.length)
  if (ratio <= 1 + sameWithin) return `${where} is the same.`
  const times = Number.isFinite(ratio) ? ` (${formatNumber(ratio, 3)} times apart)` : ''
  return `${where} is ${stepText(left, at)} with ${nameOf(left)} and ${stepText(right, at)} with ${nameOf(right)}${times}.`
}

function nameOf({ configuration: { key, title } }: ProbedSide): string {
  return key === 'draft' ? title.toLowerCase() : title
}

/** "0.00316 = α/√(1 − β₂)" where the law of the first step holds for these settings, else the number alone. */
export function stepText({ configuration, probe }: ProbedSide, at: number): string {
  const step = probe[at]
  if (step === undefined) return ''
  const law = step.step === 1 && step.gradient >= leastLawful ? lawOfFirstStep(configuration, probe) : undefined
  const text = formatNumber(step.length, 3)
  return law === undefined ? text : `${text} = ${law}`
}

/** Held against the steps that were taken: a law that says "whatever the gradient" is shown only where several obey it. */
function lawOfFirstStep(configuration: Configuration, probe: OptimizerProbe): string | undefined {
  const rate = Number(valueInForce(configuration, 'learningRate'))
  const beta2 = Number(valueInForce(configuration, 'beta2'))
  const firstSteps = probe.filter(({ step, gradient }) => step === 1 && gradient >= leastLawful)
  const holds = (expected: number): boolean =>
    firstSteps.length > 1 && firstSteps.every(({ length }) => apart(length, expected) <= 1 + sameWithin)
  if (holds(rate)) return 'α'
  return holds(rate / Math.sqrt(1 - beta2)) ? 'α/√(1 − β₂)' : undefined
}

/** How many times the larger is the smaller; 1 for the same, infinite where one of them is 0. */
function apart(a: number, b: number): number {
  if (a === b) return 1
  return Math.max(a, b) / Math.min(a, b)
}
