/**
 * An element instruction together with the arrays it reads and writes: a closure over one block.
 *
 * The arrays of the run start at the block's offset, scratch registers and scalars where they are.
 */
import { InvariantError } from '../contract/assertNever'
import type { Precision, Reals } from '../engine/precision'
import { arithmeticLoops, isArithmetic } from './arithmeticLoops'
import { type FusedOperation, fusedLoop, isFused } from './fusedLoops'
import type { RuleOperation } from './rulePlan'
import { type StridedOperand, stridedLoop } from './stridedLoops'

/** Where an operand lives. `moves` is 1 for the arrays of the run; `stride` is 0 for a scalar. */
export interface BoundOperand extends StridedOperand {
  readonly base: number
  readonly moves: 0 | 1
}

/** Runs one instruction on elements [offset, offset + length) of the run. */
export type BlockInstruction = (offset: number, length: number) => void

export function bindInstruction(
  operation: RuleOperation | FusedOperation,
  precision: Precision,
  inputs: readonly BoundOperand[],
  output: BoundOperand,
): BlockInstruction {
  if (isFused(operation)) return bindFused(operation, precision, inputs, output)
  const [a, b = a, c = a] = inputs
  if (a === undefined || b === undefined || c === undefined) throw new InvariantError(`${operation} without inputs`)
  return isArithmetic(operation) ? bindArithmetic(operation, a, b, output) : bindStrided(operation, a, b, c, output)
}

function bindArithmetic(
  operation: keyof typeof arithmeticLoops,
  a: BoundOperand,
  b: BoundOperand,
  output: BoundOperand,
): BlockInstruction {
  const { arrays, byScalar, ofScalar } = arithmeticLoops[operation]
  const out: Reals = output.array
  const { base: o, moves: om } = output
  const { array: left, base: i, moves: im } = a
  const { array: right, base: j, moves: jm } = b
  if (b.stride === 0) {
    return (offset, length) => byScalar(out, o + om * offset, left, i + im * offset, right[j]!, length)
  }
  if (a.stride === 0) {
    return (offset, length) => ofScalar(out, o + om * offset, left[i]!, right, j + jm * offset, length)
  }
  return (offset, length) => arrays(out, o + om * offset, left, i + im * offset, right, j + jm * offset, length)
}

function bindStrided(
  operation: RuleOperation,
  a: BoundOperand,
  b: BoundOperand,
  c: BoundOperand,
  output: BoundOperand,
): BlockInstruction {
  const loop = stridedLoop(operation)
  return (offset, length) =>
    loop(
      output.array,
      a,
      b,
      c,
      output.base + output.moves * offset,
      a.base + a.moves * offset,
      b.base + b.moves * offset,
      c.base + c.moves * offset,
      length,
    )
}

function bindFused(
  operation: FusedOperation,
  precision: Precision,
  inputs: readonly BoundOperand[],
  output: BoundOperand,
): BlockInstruction {
  const [a, b = a, c = a] = inputs.filter((input) => input.stride === 1)
  const [p, q = p] = inputs.filter((input) => input.stride === 0)
  if (!a || !b || !c || !p || !q) throw new InvariantError(`${operation} without a block or a scalar`)
  const loop = fusedLoop(operation, precision)
  return (offset, length) =>
    loop(
      output.array,
      output.base + output.moves * offset,
      a.array,
      a.base + a.moves * offset,
      b.array,
      b.base + b.moves * offset,
      c.array,
      c.base + c.moves * offset,
      p.array[p.base]!,
      q.array[q.base]!,
      length,
    )
}
