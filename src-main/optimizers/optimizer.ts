/**
 * What every optimizer is: settings and slots as data, and a step over the flat arena.
 *
 * A definition made by `defineOptimizer` takes its step from a rule in equations; one whose update is not per element
 * implements `bind` itself. The trainer cannot tell them apart.
 */
import type { CheckedDefinition, SlotDeclaration } from '../contract/definition'
import type { FieldValue } from '../contract/field'
import type { Arena } from '../engine/arena'
import type { RuleBackend } from '../rules/ruleBackend'

export interface Optimizer {
  /** Slots this run has, in the arena under the same names. */
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  /**
   * Moves `arena.values` by `arena.gradients` and updates the slots; leaves the gradients as they are.
   *
   * @param t - the step, from 1
   * @param learningRate - α of this step, the schedule applied
   */
  step(t: number, learningRate: number): void
}

/** Why a conformance law does not hold for an optimizer, by law. */
export type ConformanceExceptions = Readonly<Partial<Record<'independentElements' | 'convergesOnQuadratic', string>>>

export interface OptimizerDefinition extends CheckedDefinition {
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  readonly exceptions?: ConformanceExceptions
  /**
   * Adds the slots of these settings to the arena, at their initial values. Settings have passed the schema.
   *
   * @param rules - what runs equations, the reference by default; the bits do not depend on it
   */
  bind(settings: Readonly<Record<string, FieldValue>>, arena: Arena, rules?: RuleBackend): Optimizer
}
