/**
 * What every diagnostic is: what it measures as data, when it is due, and an instrument that measures one run.
 *
 * A value recorded for step t belongs to update t: the loss and the gradient it used, the parameters and slots it left.
 * What is measured is a pure function of the experiment, the elapsed time alone excepted.
 *
 * Invariant: an instrument only looks. Whatever it asks of its context, the run ends on the same bits as without it, and
 * every other instrument records the same rows.
 */
import type { DiagnosticDefinition, SlotDeclaration } from '../contract/definition'
import type { FieldValue } from '../contract/field'
import type { SeriesShape } from '../contract/series'
import type { Arena } from '../engine/arena'
import type { StateTensor } from '../engine/layers/layer'
import type { Measures } from '../engine/measures/measures'
import type { Reals } from '../engine/precision'

/**
 * everyStep      after every update
 * sparsely       at the cadence of the costly diagnostics
 * atEvaluations  when the validation part is evaluated
 * everyEpoch     at the last step of every epoch; never where there are none
 */
export type When = 'everyStep' | 'sparsely' | 'atEvaluations' | 'everyEpoch'

export interface StepFacts {
  /** From 1. */
  readonly step: number
  /** Before the update. */
  readonly loss: number
  /** α of this step. */
  readonly learningRate: number
  /** Mean loss over the examples of the epoch that this step ends; null at other steps, and of an epoch seen in part. */
  readonly epochLoss: number | null
  /** Training time so far, pauses left out. */
  readonly elapsedMs: number
}

/** Takes the rows of one series; steps must rise. */
export interface RowSink {
  /** @param row - one number for each column, copied */
  push(step: number, row: ArrayLike<number>): void
}

/** The optimizer's settings for one parameter, exceptions worked in; α of a step is multiplied by the factor. */
export interface ParameterSettings extends Readonly<Record<string, FieldValue>> {
  readonly learningRateFactor: number
}

/** s_dW over the whole arena, see `observedSecondMoment.ts`. */
export interface SecondMoment {
  /** As it is kept. */
  readonly kept: Reals
  /** Multiplied by this, what is kept is s_dW in (loss/[W])². */
  scale(): number
}

export interface PartEvaluation {
  readonly loss: number
  /** Share of examples predicted right; null where there is no right or wrong. */
  readonly accuracy: number | null
}

export interface DiagnosticContext {
  readonly arena: Arena
  /** Those that reach the arrays of the arena. */
  readonly measures: Measures
  /** Slots of the optimizer, in the arena under the same names. */
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  /** @throws RangeError when there is no such parameter */
  settingsOf(parameter: string): ParameterSettings
  /** s_dW of every parameter: the optimizer's own, or one that only observes, which all instruments share. */
  secondMoment(): SecondMoment
  /** Loss and accuracy on a part as they are at the end of the step, evaluated once a step at most; null if there is none. */
  evaluate(part: 'training' | 'validation'): PartEvaluation | null
  /** The loss of this step (same batch and masks, without noise) at other parameters. */
  lossAt(values: Reals): number
  /** As `lossAt`, with its gradient; overwrites `gradients`. */
  gradientAt(values: Reals, gradients: Reals): number
  /** How many gradients this instrument has asked for. */
  gradientEvaluations(): number
  /**
   * The series of this diagnostic for one parameter, or for the whole run where none is named; asked for once each, when
   * the run is prepared or with the first row.
   */
  series(wanted: { readonly parameter?: string; readonly shape: SeriesShape }): RowSink
}

export interface Instrument {
  /** All that it remembers from one step to the next, live; names begin with the diagnostic's kind. None when absent. */
  readonly tensors?: readonly StateTensor[]
  /** Before the update of a step for which `measure` will be called: the gradient is not clipped yet. */
  prepare?(): void
  /** After the update of every step, and before `measure`. */
  observe?(facts: StepFacts): void
  /** After the update of a step that is due. */
  measure(facts: StepFacts): void
}

export interface Diagnostic extends DiagnosticDefinition {
  readonly when: When
  /** Whether a run whose optimizer has these settings has anything of the kind; it has when left out. */
  appliesTo?(optimizer: Readonly<Record<string, FieldValue>>): boolean
  create(context: DiagnosticContext): Instrument
}
