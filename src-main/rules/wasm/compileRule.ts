/**
 * A rule at work on arrays in WebAssembly memory: compiled, and equal to the reference evaluator in every bit.
 *
 * Any NaN equals any NaN. Scalars are computed in TypeScript, once a step, in float64, and rounded when they are put
 * where the compiled code reads them. A step allocates nothing. The code is a pure function of the rule: no relaxed
 * SIMD, no fused multiply-add.
 */
import type { Reals } from '../../engine/precision'
import { KernelMemory } from '../../engine/wasm/kernelMemory'
import { type SharedMemory, webAssembly } from '../../engine/wasm/webAssembly'
import { type BoundRule, checkSlice } from '../boundRule'
import { evaluateScalars } from '../evaluateScalars'
import { KeptScalars, type ScalarValues } from '../keptScalars'
import { planRule } from '../planRule'
import { checkRuleArrays, type RuleArrays } from '../ruleArrays'
import type { RuleTree } from '../ruleTree'
import { planLanes } from './laneProgram'
import { ruleModule } from './ruleModule'

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
  const addresses = addressesOf(arrays)
  const slotNames = [...arrays.slots.keys()]
  const plan = planRule(tree, slotNames, Object.keys(initial))
  const kept = new KeptScalars(plan, initial)
  const module = ruleModule(planLanes(plan, slotNames), arrays.precision)
  const cells = new Float64Array(plan.cells)
  const rounded = memory.allocate(arrays.precision, plan.cells)
  const scalarsOf = evaluateScalars(plan, cells, kept)
  const run = stepOf(module, memory.memory).bind(null, ...addresses, rounded.byteOffset)
  const { length } = arrays.values

  return {
    kept,
    step(t, scalars, start = 0, end = length) {
      checkSlice(start, end, length)
      scalarsOf(t, scalars)
      rounded.set(cells)
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

/** Where w, g and the slots start, in this order. */
function addressesOf({ values, gradients, slots }: RuleArrays): readonly number[] {
  const named: readonly (readonly [string, Reals])[] = [['values', values], ['gradients', gradients], ...slots]
  return named.map(([name, array], index) => {
    const twin = named.slice(0, index).find(([, other]) => overlap(array, other))
    if (twin !== undefined) throw new RangeError(`${name} shares elements with ${twin[0]}, must be an array of its own`)
    return KernelMemory.locate(array, values.length)
  })
}

function overlap(first: Reals, second: Reals): boolean {
  const distance = first.byteOffset - second.byteOffset
  return distance < second.byteLength && -distance < first.byteLength
}
