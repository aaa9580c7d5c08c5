/**
 * Which evaluator runs the rules of a run: the reference in TypeScript, or compiled code where the arrays lie in
 * WebAssembly memory. Both give the same bits, so the choice is one of speed alone and no run's record depends on it.
 */
import type { KernelMemory } from '../engine/wasm/kernelMemory'
import type { BoundRule } from './boundRule'
import { bindRule } from './evaluateRule'
import type { ScalarValues } from './keptScalars'
import type { RuleArrays } from './ruleArrays'
import type { RuleTree } from './ruleTree'
import { compileRule } from './wasm/compileRule'

export interface RuleBackend {
  readonly name: 'typescript' | 'wasm'
  /**
   * @param initial - the numbers the rule keeps from step to step, as they are before the first; none by default
   * @throws RangeError if the arrays do not fit together, or not to the backend
   */
  bind(tree: RuleTree, arrays: RuleArrays, initial?: ScalarValues): BoundRule
}

export const typescriptRules: RuleBackend = { name: 'typescript', bind: bindRule }

/** @param memory - where all arrays lie; each rule that is bound takes a few numbers of it */
export function wasmRules(memory: KernelMemory): RuleBackend {
  return { name: 'wasm', bind: (tree, arrays, initial) => compileRule(tree, arrays, memory, initial) }
}
