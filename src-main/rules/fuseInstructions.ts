/**
 * Finds the combinations of `fusedLoops` in straight-line code and makes one instruction of each.
 *
 * A result may move into its only reader, unless an array that it was computed from is written in between. Products
 * and sums of two operands do not depend on their order, so `p*a` is found as `a*p` too.
 */
import type { FusedOperation } from './fusedLoops'
import type { ElementInstruction, ElementOperand, ElementPlace, RuleOperation } from './rulePlan'

export interface BlockInstructionPlan {
  readonly operation: RuleOperation | FusedOperation
  /** of a fused operation: its blocks and its scalars, each in the order a, b, c and p, q */
  readonly inputs: readonly ElementOperand[]
  readonly output: ElementPlace
}

/** @param instructions - every register is written exactly once, before it is read */
export function fuseInstructions(instructions: readonly ElementInstruction[]): readonly BlockInstructionPlan[] {
  const fuser = new InstructionFuser(instructions)
  const fused = instructions.map((instruction, index) => fuser.fuse(instruction, index))
  return fused.filter((_, index) => !fuser.absorbed.has(index))
}

/** p·a: a block times a scalar. */
interface Scaled {
  readonly index: number
  readonly scalar: ElementOperand
  readonly block: ElementOperand
}

class InstructionFuser {
  /** Instructions that became part of a later one. */
  readonly absorbed = new Set<number>()
  private readonly makers = new Map<number, number>()
  private readonly reads = new Map<number, number>()

  constructor(private readonly instructions: readonly ElementInstruction[]) {
    instructions.forEach(({ inputs, output }, index) => {
      if (output.kind === 'register') this.makers.set(output.register, index)
      for (const input of inputs) {
        if (input.kind === 'register') this.reads.set(input.register, (this.reads.get(input.register) ?? 0) + 1)
      }
    })
  }

  fuse(instruction: ElementInstruction, at: number): BlockInstructionPlan {
    const [left, right] = instruction.inputs
    if (left === undefined || right === undefined) return instruction
    const found =
      instruction.operation === 'add'
        ? (this.blend(left, right, at) ?? this.rootPlus(left, right, at) ?? this.rootPlus(right, left, at))
        : instruction.operation === 'subtract' && left.kind !== 'scalar'
          ? (this.descend(left, right, at) ?? this.subtractScaled(left, right, at))
          : undefined
    return found === undefined ? instruction : { ...found, output: instruction.output }
  }

  private blend(
    left: ElementOperand,
    right: ElementOperand,
    at: number,
  ): Omit<BlockInstructionPlan, 'output'> | undefined {
    const first = this.scaled(left, at)
    const second = this.scaled(right, at)
    if (first === undefined || second === undefined) {
      const only = first ?? second
      const other = first === undefined ? left : right
      if (only === undefined || other.kind === 'scalar') return undefined
      this.absorbed.add(only.index)
      return { operation: 'scaledPlus', inputs: [only.block, other, only.scalar] }
    }
    this.absorbed.add(first.index).add(second.index)
    const square = this.only(second.block, 'multiply', at)
    const [factor, same] = square?.inputs ?? []
    if (square !== undefined && factor !== undefined && same !== undefined && isSamePlace(factor, same)) {
      this.absorbed.add(square.index)
      return { operation: 'blendSquare', inputs: [first.block, factor, first.scalar, second.scalar] }
    }
    return { operation: 'blend', inputs: [first.block, second.block, first.scalar, second.scalar] }
  }

  private rootPlus(
    left: ElementOperand,
    right: ElementOperand,
    at: number,
  ): Omit<BlockInstructionPlan, 'output'> | undefined {
    const root = this.only(left, 'sqrt', at)
    const block = root?.inputs[0]
    if (root === undefined || block === undefined || right.kind !== 'scalar') return undefined
    this.absorbed.add(root.index)
    return { operation: 'rootPlus', inputs: [block, right] }
  }

  private descend(
    left: ElementOperand,
    right: ElementOperand,
    at: number,
  ): Omit<BlockInstructionPlan, 'output'> | undefined {
    const quotient = this.only(right, 'divide', at)
    const [numerator, denominator] = quotient?.inputs ?? []
    if (quotient === undefined || numerator === undefined || denominator === undefined) return undefined
    const scaled = this.scaled(numerator, at)
    if (scaled === undefined || denominator.kind === 'scalar') return undefined
    this.absorbed.add(quotient.index).add(scaled.index)
    return { operation: 'descend', inputs: [left, scaled.block, denominator, scaled.scalar] }
  }

  private subtractScaled(
    left: ElementOperand,
    right: ElementOperand,
    at: number,
  ): Omit<BlockInstructionPlan, 'output'> | undefined {
    const scaled = this.scaled(right, at)
    if (scaled === undefined) return undefined
    this.absorbed.add(scaled.index)
    return { operation: 'subtractScaled', inputs: [left, scaled.block, scaled.scalar] }
  }

  private scaled(operand: ElementOperand, at: number): Scaled | undefined {
    const product = this.only(operand, 'multiply', at)
    const [left, right] = product?.inputs ?? []
    if (product === undefined || left === undefined || right === undefined) return undefined
    if (left.kind === 'scalar') return { index: product.index, scalar: left, block: right }
    if (right.kind === 'scalar') return { index: product.index, scalar: right, block: left }
    return undefined
  }

  /** The instruction that made the operand, if it is of that kind, has no other reader, and may move to `at`. */
  private only(
    operand: ElementOperand,
    operation: RuleOperation,
    at: number,
  ): { readonly index: number; readonly inputs: readonly ElementOperand[] } | undefined {
    const index = operand.kind === 'register' ? this.makers.get(operand.register) : undefined
    if (operand.kind !== 'register' || index === undefined || this.reads.get(operand.register) !== 1) return undefined
    const maker = this.instructions[index]
    if (maker === undefined || maker.operation !== operation || this.absorbed.has(index)) return undefined
    const between = this.instructions.slice(index + 1, at)
    const isStale = between.some(({ output }) => maker.inputs.some((input) => isSamePlace(input, output)))
    return isStale ? undefined : { index, inputs: maker.inputs }
  }
}

function isSamePlace(first: ElementOperand, second: ElementOperand): boolean {
  if (first.kind === 'register') return second.kind === 'register' && first.register === second.register
  if (first.kind === 'slot') return second.kind === 'slot' && first.name === second.name
  return first.kind === second.kind && first.kind !== 'scalar'
}
