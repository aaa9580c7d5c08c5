/**
 * A rule at work in native code on arrays in the kernels' memory, float32: equal to the reference evaluator in every bit,
 * any NaN being equal to any NaN.
 *
 * Scalars are computed in TypeScript, once a step, in float64, and rounded when they are put where the native code reads
 * them. A step allocates nothing.
 */
import { InvariantError } from '../../contract/assertNever'
import type { NativeAddon } from '../../engine/native/nativeAddon'
import type { KernelMemory } from '../../engine/wasm/kernelMemory'
import { allocateRegisters } from '../allocateRegisters'
import { type BoundRule, checkSlice } from '../boundRule'
import { evaluateScalars } from '../evaluateScalars'
import { fuseInstructions } from '../fuseInstructions'
import { KeptScalars, type ScalarValues } from '../keptScalars'
import { planRule } from '../planRule'
import { checkRuleArrays, type RuleArrays } from '../ruleArrays'
import { offsetsOf } from '../ruleOffsets'
import type { RuleTree } from '../ruleTree'
import { encodeProgram } from './encodeProgram'

/**
 * The native twin of `bindRule`.
 *
 * @param tree - a rule without problems by `checkRule`
 * @param memory - where all arrays lie, none twice; takes a few numbers more for program and scalars
 * @param initial - the numbers kept from step to step, as they are before the first
 * @returns null for a rule that has no native form
 * @throws RangeError if the arrays differ in length or precision, lie elsewhere or are the same, or memory is short
 */
export function runRuleNatively(
  tree: RuleTree,
  arrays: RuleArrays,
  { fastest, addressOf }: NativeAddon,
  memory: KernelMemory,
  initial: ScalarValues = {},
): BoundRule | null {
  checkRuleArrays(arrays)
  if (arrays.precision !== 'float32') return null
  const base = addressOf(new Uint8Array(memory.memory.buffer))
  const [values = 0, gradients = 0, ...slots] = offsetsOf(arrays).map((offset) => base + offset)
  const slotNames = [...arrays.slots.keys()]
  const plan = planRule(tree, slotNames, Object.keys(initial))
  const words = encodeProgram(allocateRegisters(fuseInstructions(plan.elementInstructions)), (place) => {
    if (place.kind === 'values') return values
    if (place.kind === 'gradients') return gradients
    const slot = slots[slotNames.indexOf(place.name)]
    if (slot === undefined) throw new InvariantError(`slot "${place.name}" is not among the arrays`)
    return slot
  })
  if (words === null) return null
  const kept = new KeptScalars(plan, initial)
  const cells = new Float64Array(plan.cells)
  const scalarsOf = evaluateScalars(plan, cells, kept)
  const rounded = memory.allocate('float32', Math.max(1, plan.cells))
  const program = memory.allocate('float64', words.length)
  program.set(words)
  const [programAt, cellsAt] = [base + program.byteOffset, base + rounded.byteOffset]
  const { length } = arrays.values

  return {
    kept,
    step(t, scalars, start = 0, end = length) {
      checkSlice(start, end, length)
      if (scalarsOf(t, scalars)) rounded.set(cells)
      fastest.rule(programAt, cellsAt, start, end)
    },
  }
}
