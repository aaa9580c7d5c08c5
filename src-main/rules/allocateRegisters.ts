/**
 * Many registers → few: a register is used again as soon as its value was read for the last time, so that the scratch
 * of a block stays in the nearest cache.
 *
 * An instruction may write the register that it reads last: element i is read before element i is written.
 */
import type { BlockInstructionPlan } from './fuseInstructions'
import type { ElementOperand, ElementPlace } from './rulePlan'

export interface AllocatedRegisters {
  readonly registers: number
  readonly instructions: readonly BlockInstructionPlan[]
}

/** @param instructions - every register is written exactly once, before it is read */
export function allocateRegisters(instructions: readonly BlockInstructionPlan[]): AllocatedRegisters {
  const lastReads = new Map<number, number>()
  instructions.forEach((instruction, index) => {
    for (const input of instruction.inputs) if (input.kind === 'register') lastReads.set(input.register, index)
  })
  const assigned = new Map<number, number>()
  const free: number[] = []
  let registers = 0
  const rename = <P extends ElementOperand>(place: P): P | { kind: 'register'; register: number } =>
    place.kind === 'register' ? { kind: 'register', register: assigned.get(place.register) ?? place.register } : place

  const renamed = instructions.map((instruction, index): BlockInstructionPlan => {
    const inputs = instruction.inputs.map((input): ElementOperand => rename(input))
    for (const register of registersOf(instruction)) {
      if (lastReads.get(register) === index) free.push(assigned.get(register) ?? register)
    }
    if (instruction.output.kind === 'register') assigned.set(instruction.output.register, free.pop() ?? registers++)
    const output: ElementPlace = rename(instruction.output)
    return { operation: instruction.operation, inputs, output }
  })
  return { registers, instructions: renamed }
}

function registersOf(instruction: BlockInstructionPlan): ReadonlySet<number> {
  return new Set(instruction.inputs.flatMap((input) => (input.kind === 'register' ? [input.register] : [])))
}
