/**
 * What every diagnostic is: its title and unit as data, when it is due, and an instrument that measures one run.
 *
 * A value recorded for step t belongs to update t: the loss and the gradient it used, the parameters and slots it left.
 * What is measured is a pure function of the experiment, the elapsed time alone excepted.
 */
import type { DiagnosticDefinition, SlotDeclaration } from '../contract/definition'
import type { SeriesShape } from '../contract/series'
import type { Arena } from '../engine/arena'
import type { StateTensor } from '../engine/layers/layer'
import type { Measures } from '../engine/measures/measures'

/** `everyStep`; `sparsely`, at a cadence; `atEvaluations`, when the validation part is evaluated. See `cadence.ts`. */
export type When = 'everyStep' | 'sparsely' | 'atEvaluations'

export interface StepFacts {
  /** From 1. */
  readonly step: number
  /** Before the update. */
  readonly loss: number
  /** α of this step. */
  readonly learningRate: number
  /** Training time so far, pauses left out. */
  readonly elapsedMs: number
}

/** Takes the rows of one series; steps must rise. */
export interface RowSink {
  /** @param row - one number for each column, copied */
  push(step: number, row: ArrayLike<number>): void
}

export interface DiagnosticContext {
  readonly arena: Arena
  /** Those that reach the arrays of the arena. */
  readonly measures: Measures
  /** Slots of the optimizer, in the arena under the same names. */
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  /** The run's β₂; 0.9 if it has none. */
  readonly beta2: number
  /** Loss and accuracy on the validation part; null if there is none. */
  evaluateValidation(): { readonly loss: number; readonly accuracy: number | null } | null
  /**
   * The series of this diagnostic for one parameter, or for the whole run where none is named; asked for once each, when
   * the run is prepared or with the first row.
   */
  series(wanted: { readonly parameter?: string; readonly shape: SeriesShape }): RowSink
}

export interface Instrument {
  /** All that it remembers from one step to the next, live; names begin with the diagnostic's id. None when absent. */
  readonly tensors?: readonly StateTensor[]
  /** Before the update of a step for which `measure` will be called. */
  prepare?(): void
  /** After the update of every step, and before `measure`. */
  observe?(): void
  /** After the update of a step that is due. */
  measure(facts: StepFacts): void
}

/** Of one row, in nanoseconds of the machine of `costModel.ts`. */
export interface DiagnosticCost {
  readonly perElementNs: number
  readonly perParameterNs: number
}

export interface Diagnostic extends DiagnosticDefinition {
  readonly when: When
  /** What decides how often sparse rows come; next to nothing when left out. */
  readonly cost?: DiagnosticCost
  create(context: DiagnosticContext): Instrument
}
