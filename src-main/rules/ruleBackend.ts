/**
 * Which evaluator runs the rules of a run: the reference in TypeScript, or compiled code where the arrays lie in
 * WebAssembly memory. All give the same bits, so the choice is one of speed alone and no run's record depends on it.
 */
import type { Kernels } from '../engine/kernels/kernels'
import type { NativeAddon } from '../engine/native/nativeAddon'
import type { KernelMemory } from '../engine/wasm/kernelMemory'
import type { BoundRule } from './boundRule'
import { bindRule } from './evaluateRule'
import type { ScalarValues } from './keptScalars'
import { runRuleNatively } from './native/runRuleNatively'
import type { RuleArrays } from './ruleArrays'
import type { RuleTree } from './ruleTree'
import { compileRule } from './wasm/compileRule'

export interface RuleBackend {
  readonly name: 'typescript' | 'wasm' | 'native'
  /**
   * @param initial - the numbers the rule keeps from step to step, as they are before the first; none by default
   * @throws RangeError if the arrays do not fit together, or not to the backend
   */
  bind(tree: RuleTree, arrays: RuleArrays, initial?: ScalarValues): BoundRule
}

/** Elements from which a call of native code costs less than the work it saves. */
const fewestElements = 512

export const typescriptRules: RuleBackend = { name: 'typescript', bind: bindRule }

/** @param memory - where all arrays lie; each rule that is bound takes a few numbers of it */
export function wasmRules(memory: KernelMemory): RuleBackend {
  return { name: 'wasm', bind: (tree, arrays, initial) => compileRule(tree, arrays, memory, initial) }
}

/**
 * Rules with no native form, and rules over few elements, are left to WebAssembly.
 *
 * @param memory - as for `wasmRules`
 */
export function nativeRules(addon: NativeAddon, memory: KernelMemory): RuleBackend {
  return {
    name: 'native',
    bind(tree, arrays, initial) {
      const isLong = arrays.values.length >= fewestElements
      const native = isLong ? runRuleNatively(tree, arrays, addon, memory, initial) : null
      return native ?? compileRule(tree, arrays, memory, initial)
    },
  }
}

/** The backend that belongs to the kernels of a run. @param addon - the native kernels where they could be loaded */
export function rulesBeside({ backend, memory }: Kernels, addon: NativeAddon | null): RuleBackend {
  if (memory === undefined) return typescriptRules
  return backend === 'native' && addon !== null ? nativeRules(addon, memory) : wasmRules(memory)
}
