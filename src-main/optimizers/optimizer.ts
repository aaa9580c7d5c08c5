/**
 * What every optimizer is: settings and slots as data, and a step over the flat arena.
 *
 * A definition made by `defineOptimizer` takes its step from a rule in equations; one whose update is not per element
 * implements `bind` itself. The trainer cannot tell them apart.
 */
import type { CheckedDefinition, SlotDeclaration } from '../contract/definition'
import type { FieldValue } from '../contract/field'
import type { RuleCondition } from '../contract/ruleLines'
import type { Arena } from '../engine/arena'
import type { Kernels } from '../engine/kernels/kernels'
import type { StateTensor } from '../engine/layers/layer'
import type { KeptScalars } from '../rules/keptScalars'
import type { RuleBackend } from '../rules/ruleBackend'

export interface Optimizer {
  /** Slots this run has, in the arena under the same names. */
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  /** Numbers kept from step to step for all elements: with slots and `tensors`, all the state there is. */
  readonly kept?: Pick<KeptScalars, 'values' | 'restore'>
  /** Arrays kept from step to step that are no numbers per element, such as moments of rows and columns; not copies. */
  readonly tensors?: readonly StateTensor[]
  /** The slot that validation and test are evaluated at, where it is not the parameter itself. */
  readonly evaluationSlot?: string
  /**
   * Moves `arena.values` by `arena.gradients` and updates the slots; leaves the gradients as they are.
   *
   * @param t - the step, from 1
   * @param learningRate - α of this step, the schedule applied
   * @param momentum - of this step, where the schedule drives it: in place of the setting that `momentumSetting` names
   */
  step(t: number, learningRate: number, momentum?: number): void
}

/** A law of the conformance suite that an optimizer may be excused from. */
export type ExcusableLaw =
  | 'independentElements'
  | 'convergesOnQuadratic'
  | 'zeroGradientIsRest'
  | 'finiteWhereSquaresOverflow'

/** Why a law does not hold, and for which settings where it holds for others. */
export interface ConformanceException {
  readonly reason: string
  readonly when?: RuleCondition
}

export type ConformanceExceptions = Readonly<Partial<Record<ExcusableLaw, ConformanceException>>>

export interface OptimizerDefinition extends CheckedDefinition {
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  readonly exceptions?: ConformanceExceptions
  /**
   * Why all parameters must have the same settings: set it where something is estimated over all of them at once. Without
   * it, exceptions for some parameters are worked in from outside: `bind` is called once for each stretch of parameters
   * with the same settings, with an arena of just those, so that nothing else of an optimizer needs to know of them.
   */
  readonly couplesParameters?: string
  /**
   * Adds the slots of these settings to the arena, at their initial values. Settings have passed the schema; they are
   * the definition's own fields, without those that all optimizers share (`withCommonFields.ts`).
   *
   * @param rules - what runs equations, the reference by default; the bits do not depend on it
   * @param kernels - what multiplies matrices, of the arena's memory; the reference by default, with the same bits
   */
  bind(settings: Readonly<Record<string, FieldValue>>, arena: Arena, rules?: RuleBackend, kernels?: Kernels): Optimizer
}
