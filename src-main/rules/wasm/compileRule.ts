/**
 * A rule at work on arrays in WebAssembly memory: compiled, and equal to the reference evaluator in every bit.
 *
 * Any NaN equals any NaN. Scalars are computed in TypeScript, once a step, in float64, and rounded when they are put
 * where the compiled code reads them. A step allocates nothing. The code is a pure function of the rule: no relaxed
 * SIMD, no fused multiply-add.
 */
import type { Precision } from '../../engine/precision'
import type { KernelMemory } from '../../engine/wasm/kernelMemory'
import { type SharedMemory, webAssembly } from '../../engine/wasm/webAssembly'
import { type BoundRule, checkSlice } from '../boundRule'
import { evaluateScalars } from '../evaluateScalars'
import { KeptScalars, type ScalarValues } from '../keptScalars'
import { planRule } from '../planRule'
import { checkRuleArrays, type RuleArrays } from '../ruleArrays'
import { offsetsOf } from '../ruleOffsets'
import type { RuleTree } from '../ruleTree'
import { encodeRule } from './encodeRule'
import { type LaneProgram, planLanes } from './laneProgram'

/**
 * The compiled twin of `bindRule`.
 *
 * @param tree - a rule without problems by `checkRule`
 * @param memory - where all arrays lie, none twice; takes a few numbers more for the scalars
 * @param initial - the numbers kept from step to step, as they are before the first
 * @throws RangeError if the arrays differ in length or precision, lie elsewhere or are the same, or memory is short
 */
export function compileRule(
  tree: RuleTree,
  arrays: RuleArrays,
  memory: KernelMemory,
  initial: ScalarValues = {},
): BoundRule {
  checkRuleArrays(arrays)
  const offsets = offsetsOf(arrays)
  const slotNames = [...arrays.slots.keys()]
  const plan = planRule(tree, slotNames, Object.keys(initial))
  const kept = new KeptScalars(plan, initial)
  const module = ruleModule(planLanes(plan, slotNames), arrays.precision)
  const cells = new Float64Array(plan.cells)
  const rounded = memory.allocate(arrays.precision, plan.cells)
  const scalarsOf = evaluateScalars(plan, cells, kept)
  const run = stepOf(module, memory.memory).bind(null, ...offsets, rounded.byteOffset)
  const { length } = arrays.values

  return {
    kept,
    step(t, scalars, start = 0, end = length) {
      checkSlice(start, end, length)
      if (scalarsOf(t, scalars)) rounded.set(cells)
      run(start, end)
    },
  }
}

/** What the compiled module exports: (addresses of w, g, the slots and the scalars; start, end). */
interface StepExports {
  step(...numbers: number[]): void
}

function stepOf(module: object, memory: SharedMemory): StepExports['step'] {
  // the codec of this boundary: `encodeRule` exports `step` and nothing else
  return (new webAssembly.Instance(module, { env: { memory } }).exports as StepExports).step
}

/** More than a sweep over optimizers uses at once; a module takes some tens of kilobytes. */
const mostModules = 64

const modules = new Map<string, object>()

/**
 * Compiled modules, kept by what they were compiled from: the same equations in the same precision compile once.
 *
 * The key is the lane program itself, which knows names of neither slots nor hyperparameters, so rules that differ in
 * names or numbers only share a module. The oldest leaves first, since an editor compiles with every change of a text.
 */
export function ruleModule(program: LaneProgram, precision: Precision): object {
  const key = `${precision} ${JSON.stringify(program)}`
  const module = modules.get(key) ?? new webAssembly.Module(encodeRule(program, precision))
  modules.delete(key)
  modules.set(key, module)
  for (const oldest of modules.keys()) {
    if (modules.size <= mostModules) break
    modules.delete(oldest)
  }
  return module
}
