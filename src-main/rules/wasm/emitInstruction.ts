/**
 * One lane instruction as code: its inputs on the stack, its result on the stack.
 *
 * exp, log and power have no instruction: each lane goes to the twin of the engine's function, in float64, and is
 * rounded when it comes back, which is how the reference defines them.
 */
import { InvariantError } from '../../contract/assertNever'
import type { FunctionBody } from './functionBody'
import { isDirect, type LaneFormat } from './laneFormat'
import type { LaneInstruction } from './laneProgram'
import { type CalledOperation, isCalled } from './mathematics/calledFunctions'

export interface EmitContext {
  readonly body: FunctionBody
  readonly format: LaneFormat
  /** how many lanes hold an element: all, or one in the tail */
  readonly lanes: number
  functionIndex(operation: CalledOperation): number
}

/** @param inputs - the locals that hold the inputs */
export function emitInstruction(context: EmitContext, { operation }: LaneInstruction, inputs: readonly number[]): void {
  const { body, format } = context
  if (isDirect(operation)) {
    for (const input of inputs) body.get(input)
    body.vector(format.direct[operation])
    return
  }
  if (isCalled(operation)) {
    emitCalls(context, operation, inputs)
    return
  }
  const [a, b, c] = inputs
  if (a === undefined) throw new InvariantError(`${operation} without inputs`)
  switch (operation) {
    case 'sign':
      emitSign(context, a)
      return
    case 'notZero':
      body.get(a)
      format.constant(body, 0)
      body.vector(format.direct.notEqual)
      return
    case 'one':
      body.get(a)
      format.constant(body, 1)
      body.vector('v128.and')
      return
    case 'select':
      if (b === undefined || c === undefined) throw new InvariantError('select with less than three inputs')
      body.get(b).get(c).get(a).vector('v128.bitselect')
  }
}

/** (a ∧ sign bit) ∨ (1 where a ≠ 0) ∨ (all bits, a NaN, where a is NaN): ±0 stays as it is. */
function emitSign({ body, format }: EmitContext, a: number): void {
  body.get(a)
  format.constant(body, -0)
  body.vector('v128.and').get(a)
  format.constant(body, 0)
  body.vector(format.direct.notEqual)
  format.constant(body, 1)
  body.vector('v128.and').vector('v128.or')
  body.get(a).get(a).vector(format.direct.notEqual).vector('v128.or')
}

function emitCalls(context: EmitContext, operation: CalledOperation, inputs: readonly number[]): void {
  const { body, format, lanes } = context
  for (let lane = 0; lane < lanes; lane++) {
    for (const input of inputs) {
      body.get(input)
      format.extract(body, lane)
    }
    body.call(context.functionIndex(operation))
    if (lane === 0) format.splat(body)
    else format.replace(body, lane)
  }
}
