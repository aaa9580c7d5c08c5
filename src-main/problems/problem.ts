/**
 * What every problem is: settings as data, and parameters with a loss and its gradient.
 *
 * Order of use: `build` → an arena from `declarations` → `bind` → `initialise` → `lossAndGradient(1)`, `(2)`, … A problem
 * draws from its own named streams of the seed alone, never from what the optimizer does.
 */
import type { CheckedDefinition, CheckOf, Definition } from '../contract/definition'
import type { Fields, FieldValue, SettingsOf } from '../contract/field'
import type { Sketch } from '../contract/sketch'
import type { Arena, ParameterDeclaration } from '../engine/arena'
import type { Kernels } from '../engine/kernels/kernels'
import type { NamedGenerator, StateTensor } from '../engine/layers/layer'
import type { Network } from '../engine/network'
import type { Precision } from '../engine/precision'

export interface Evaluation {
  readonly loss: number
  /** Share of examples predicted right; null where there is no right or wrong. */
  readonly accuracy: number | null
}

/** A part of the data: what is trained on, what a run is watched on, and what its result is measured on. */
export type Part = 'training' | 'validation' | 'test'

export interface Optimum {
  /** Of all parameters in declaration order. */
  readonly values: readonly number[]
  readonly loss: number
  /** Other points with the same loss; those of the usual window where there are more. */
  readonly alsoAt?: readonly (readonly number[])[]
}

export interface Problem {
  readonly declarations: readonly ParameterDeclaration[]
  /** Null where there are no data and so no epochs. */
  readonly stepsPerEpoch: number | null
  readonly dataDigest: string | null
  /** Examples in the batch of a step, from 1; absent where there are none. The first batch is a full one. */
  rowsOf?(step: number): number
  /** Arithmetic of a step, by the shapes alone; absent where it is next to nothing. */
  readonly work?: {
    readonly multiplyAdds: number
    readonly activations: number
    /** Examples of the validation part for one of the batch. */
    readonly validationBatches: number
  }
  /** Where the smallest loss is, when that is known. */
  readonly optimum: Optimum | null
  /**
   * What a checkpoint must keep besides parameters, slots and the step, live: running statistics and streams of layers,
   * or of the noise. Absent where there are none.
   */
  readonly state?: { readonly tensors: readonly StateTensor[]; readonly generators: readonly NamedGenerator[] }
  /** The network it trains, and the rows of a full batch; absent where there is none, and nothing for threads to share. */
  readonly split?: { readonly network: Network; readonly batchRows: number }
  bind(arena: Arena): void
  /** Writes the initial values into the arena. */
  initialise(): void
  /**
   * The loss before update `step` (of its batch, where there are batches); overwrites `arena.gradients` whole.
   *
   * @param step - from 1, each in turn; the first may be a later one, when values and `state` are those it had left
   */
  lossAndGradient(step: number): number
  /**
   * What `lossAndGradient` last computed, at the present parameters: same batch, same masks. Moves nothing but scratch.
   * With `isGradientCheck`, its differences are the gradient.
   */
  lossAgain(): number
  /** As `lossAgain`, and overwrites `arena.gradients` whole with its gradient, without noise. Moves nothing else. */
  lossAndGradientAgain(): number
  /** Loss and accuracy on a whole part; null where there is none. Changes nothing but scratch. */
  evaluate(part: Part): Evaluation | null
}

export interface ProblemContext {
  readonly seed: number
  readonly precision: Precision
  /** What computes, in that precision; the arena will be of their memory. The reference when left out. */
  readonly kernels?: Kernels
  /** To hold gradients against differences of the loss: no noise on them, and batches of a few examples. */
  readonly isGradientCheck?: boolean
}

/** What a check of a request finds out without building the problem. */
export interface ProblemInspection {
  readonly parameterNames: readonly string[]
  /** What a user should hear of the data, each a sentence on its own. */
  readonly remarks: readonly string[]
}

export interface ProblemDefinition extends CheckedDefinition {
  readonly defaults: NonNullable<Definition['defaults']>
  readonly hasEpochs: boolean
  /**
   * Steps of an epoch, without building the problem; null where only a run can tell. Absent where there are no epochs.
   *
   * @throws LabFailure when data cannot be read
   */
  stepsPerEpoch?(settings: Readonly<Record<string, FieldValue>>, seed: number): number | null
  /**
   * Of its parameters in order, without building the problem; null where only its data can tell. Absent where building
   * costs nothing.
   */
  parameterNames?(settings: Readonly<Record<string, FieldValue>>): readonly string[] | null
  /**
   * Reads as much of the data as it takes to refuse what `build` would refuse; null where that is all of them.
   *
   * @throws LabFailure when data cannot be read or do not fit
   */
  inspect?(settings: Readonly<Record<string, FieldValue>>, seed: number): ProblemInspection | null
  /** A small picture of what these settings make. */
  sketch?(settings: Readonly<Record<string, FieldValue>>): Sketch
  /** @throws LabFailure when data cannot be read or do not fit */
  build(settings: Readonly<Record<string, FieldValue>>, context: ProblemContext): Problem
}

interface ProblemDescription<F extends Fields>
  extends Omit<
    ProblemDefinition,
    'fields' | 'check' | 'build' | 'sketch' | 'stepsPerEpoch' | 'parameterNames' | 'inspect'
  > {
  readonly fields: F
  check?: CheckOf<F>
  sketch?(settings: SettingsOf<F>): Sketch
  stepsPerEpoch?(settings: SettingsOf<F>, seed: number): number | null
  parameterNames?(settings: SettingsOf<F>): readonly string[] | null
  inspect?(settings: SettingsOf<F>, seed: number): ProblemInspection | null
  build(settings: SettingsOf<F>, context: ProblemContext): Problem
}

/** Ties the functions to the settings their own fields describe. */
export function defineProblem<const F extends Fields>(description: ProblemDescription<F>): ProblemDefinition {
  return description
}
