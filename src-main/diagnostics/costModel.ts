/**
 * What a step and a row of a diagnostic cost, by a model from the experiment alone: never the clock, never the backend,
 * so that the rows of a run are the same everywhere.
 *
 * In nanoseconds of a fast machine: one thread at 3.8 GHz with kernels of 512-bit vectors, 100 multiply-adds a nanosecond
 * in matrix products. On a slower one, or with other kernels, a step grows more than a row does, so that rows cost the
 * smaller share. What a row costs was measured between steps, where its arrays are in no near cache.
 */
import type { Diagnostic } from './diagnostic'

/** What one step of a run computes. */
export interface StepWork {
  readonly multiplyAdds: number
  /** Numbers that activations are made for. */
  readonly activations: number
  /** Examples of the validation part for one of the batch. */
  readonly validationBatches: number
}

export interface RunSize {
  /** Null where it is next to nothing. */
  readonly work: StepWork | null
  readonly elements: number
  readonly parameters: number
}

/** Calls, and what is done once a step whatever the size. */
const stepNs = 500
const perMultiplyAddNs = 0.01
const perActivationNs = 1
/** Update rule. */
const perUpdatedElementNs = 0.4

export function costOfStepNs({ work, elements }: RunSize): number {
  const arithmeticNs = work === null ? 0 : work.multiplyAdds * perMultiplyAddNs + work.activations * perActivationNs
  return stepNs + arithmeticNs + elements * perUpdatedElementNs
}

/** Of a step's three passes an evaluation makes one. */
export function costOfEvaluationNs(size: RunSize): number {
  return size.work === null ? 1 : 1 + (costOfStepNs(size) * size.work.validationBatches) / 3
}

/** Of every row, and of looking for parameters that are not finite. */
const rowNs = 1000
const perCheckedElementNs = 0.1

type Costing = Pick<Diagnostic, 'when' | 'cost'>

/** One row of all sparse diagnostics of the standard list. */
export function costOfRowNs(diagnostics: readonly Costing[], size: RunSize): number {
  const base = rowNs + size.elements * perCheckedElementNs
  return diagnostics
    .filter(({ when }) => when === 'sparsely')
    .reduce((total, { cost }) => total + costOfNs(cost, size), base)
}

/** One row of a diagnostic that is measured on its own. */
export function costOfOwnRowNs({ when, cost }: Costing, size: RunSize): number {
  return when === 'atEvaluations' ? costOfEvaluationNs(size) : rowNs + costOfNs(cost, size)
}

/** A gradient that is computed again takes as long as a step. */
function costOfNs(cost: Diagnostic['cost'], size: RunSize): number {
  if (cost === undefined) return 0
  const { perElementNs, perParameterNs, gradientEvaluations = 0 } = cost
  return perElementNs * size.elements + perParameterNs * size.parameters + gradientEvaluations * costOfStepNs(size)
}
