/**
 * Rules whose elements several threads update at the same time.
 *
 * They are bound as by the backend they stand in for, and remembered, so that other threads can bind the same to the same
 * arrays. Once there is a team, it is asked for every update; elements are independent, so no bit depends on who does
 * which. A rule that keeps scalars from step to step, or reads very many, stays with the thread that bound it.
 */
import type { Precision, Reals } from '../engine/precision'
import { mostScalars } from '../engine/threads/teamBoard'
import type { KernelMemory } from '../engine/wasm/kernelMemory'
import type { BoundRule } from './boundRule'
import type { ScalarValues } from './keptScalars'
import { planRule } from './planRule'
import type { RuleArrays } from './ruleArrays'
import type { RuleBackend } from './ruleBackend'
import type { RuleTree } from './ruleTree'

/** A rule and its arrays, as data: offsets are those in the memory that threads share. */
export interface SharedRule {
  readonly tree: RuleTree
  readonly precision: Precision
  readonly length: number
  readonly values: number
  readonly gradients: number
  readonly slots: readonly (readonly [name: string, offset: number])[]
  /** hyperparameters that it reads, in the order in which their values are handed over */
  readonly scalars: readonly string[]
}

/** @param scalars - in the order of the rule's list */
export type SharedUpdate = (rule: number, t: number, scalars: readonly number[], start: number, end: number) => void

export class SharedRules implements RuleBackend {
  readonly name: RuleBackend['name']
  readonly #own: RuleBackend
  readonly #rules: SharedRule[] = []
  readonly #bound: BoundRule[] = []
  #update: SharedUpdate | null = null

  constructor(own: RuleBackend) {
    this.name = own.name
    this.#own = own
  }

  /** Those that threads can share, by their numbers. */
  get rules(): readonly SharedRule[] {
    return this.#rules
  }

  /** Who does the updates from now on; the thread that bound them with null. */
  updateBy(update: SharedUpdate | null): void {
    this.#update = update
  }

  /** What this thread bound, under the same number. */
  own(rule: number): BoundRule {
    return this.#bound[rule]!
  }

  bind(tree: RuleTree, arrays: RuleArrays, initial: ScalarValues = {}): BoundRule {
    const bound = this.#own.bind(tree, arrays, initial)
    const { sources, kept } = planRule(tree, [...arrays.slots.keys()], Object.keys(initial))
    const names = sources.flatMap((source) => (source.kind === 'hyperparameter' ? [source.name] : []))
    if (kept.length > 0 || names.length > mostScalars) return bound
    const number = this.#rules.length
    this.#rules.push(describe(tree, arrays, names))
    this.#bound.push(bound)
    const values = new Array<number>(names.length).fill(0)
    const { length } = arrays.values
    return {
      kept: bound.kept,
      step: (t, scalars, start = 0, end = length) => {
        if (this.#update === null) {
          bound.step(t, scalars, start, end)
          return
        }
        for (let index = 0; index < names.length; index++) values[index] = scalars[names[index]!] ?? Number.NaN
        this.#update(number, t, values, start, end)
      },
    }
  }
}

function describe(tree: RuleTree, { precision, values, gradients, slots }: RuleArrays, scalars: string[]): SharedRule {
  return {
    tree,
    precision,
    length: values.length,
    values: values.byteOffset,
    gradients: gradients.byteOffset,
    slots: [...slots].map(([name, slot]) => [name, slot.byteOffset] as const),
    scalars,
  }
}

/** Binds another thread's rule to the same arrays. */
export function bindSharedRule(rule: SharedRule, rules: RuleBackend, memory: KernelMemory): BoundRule {
  const { tree, precision, length } = rule
  const at = (offset: number): Reals => memory.view(precision, offset, length)
  const slots = new Map(rule.slots.map(([name, offset]) => [name, at(offset)]))
  return rules.bind(tree, { precision, values: at(rule.values), gradients: at(rule.gradients), slots })
}
