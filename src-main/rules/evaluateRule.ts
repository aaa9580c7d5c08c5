/**
 * A rule at work on the flat arrays of a run: the reference evaluator.
 *
 * Every instruction of the plan runs over a block of elements before the next one does, in scratch that is allocated
 * once. All arrays and the scratch have the run's precision, so each store rounds: in float32 that equals `Math.fround`
 * after every operation. Elements do not see each other, so any division into slices gives the same bits.
 * A step allocates nothing. Source of the block scheme: Boncz, Zukowski & Nes, "MonetDB/X100", 2005, section 4.
 */
import { allocateReals, type Reals } from '../engine/precision'
import { allocateRegisters } from './allocateRegisters'
import { type BlockInstruction, type BoundOperand, bindInstruction } from './bindInstruction'
import { type BoundRule, checkSlice } from './boundRule'
import { evaluateScalars } from './evaluateScalars'
import { fuseInstructions } from './fuseInstructions'
import { KeptScalars, type ScalarValues } from './keptScalars'
import { planRule } from './planRule'
import { checkRuleArrays, type RuleArrays } from './ruleArrays'
import type { ElementOperand } from './rulePlan'
import type { RuleTree } from './ruleTree'

/** Small enough for scratch and operands to stay in the first-level cache, large enough to forget the calls. */
export const blockLength = 1024

/**
 * @param tree - a rule without problems by `checkRule`; a name that is neither given, slot nor temporary is a hyperparameter
 * @param initial - the numbers kept from step to step, as they are before the first
 * @throws RangeError if the arrays differ in length or precision
 */
export function bindRule(tree: RuleTree, arrays: RuleArrays, initial: ScalarValues = {}): BoundRule {
  checkRuleArrays(arrays)
  const plan = planRule(tree, [...arrays.slots.keys()], Object.keys(initial))
  const kept = new KeptScalars(plan, initial)
  const { registers, instructions: fused } = allocateRegisters(fuseInstructions(plan.elementInstructions))
  const cells = new Float64Array(plan.cells)
  const rounded = allocateReals(arrays.precision, plan.cells)
  const scratch = allocateReals(arrays.precision, registers * blockLength)
  const place = (operand: ElementOperand): BoundOperand => placeOperand(operand, arrays, rounded, scratch)
  const instructions: readonly BlockInstruction[] = fused.map(({ operation, inputs, output }) =>
    bindInstruction(operation, arrays.precision, inputs.map(place), place(output)),
  )
  const scalarsOf = evaluateScalars(plan, cells, kept)

  return {
    kept,
    step(t, scalars, start = 0, end = arrays.values.length) {
      checkSlice(start, end, arrays.values.length)
      scalarsOf(t, scalars)
      rounded.set(cells)
      for (let offset = start; offset < end; offset += blockLength) {
        const length = Math.min(blockLength, end - offset)
        for (let index = 0; index < instructions.length; index++) instructions[index]!(offset, length)
      }
    },
  }
}

function placeOperand(operand: ElementOperand, arrays: RuleArrays, rounded: Reals, scratch: Reals): BoundOperand {
  switch (operand.kind) {
    case 'values':
      return { array: arrays.values, base: 0, moves: 1, stride: 1 }
    case 'gradients':
      return { array: arrays.gradients, base: 0, moves: 1, stride: 1 }
    case 'slot':
      return { array: slotOf(arrays, operand.name), base: 0, moves: 1, stride: 1 }
    case 'register':
      return { array: scratch, base: operand.register * blockLength, moves: 0, stride: 1 }
    case 'scalar':
      return { array: rounded, base: operand.cell, moves: 0, stride: 0 }
  }
}

function slotOf(arrays: RuleArrays, name: string): Reals {
  const slot = arrays.slots.get(name)
  if (slot === undefined) throw new RangeError(`slot "${name}" is missing, must be an array of the run`)
  return slot
}
