/**
 * A lane program → the bytes of a module with one exported function:
 *
 *   step(address of w, of g, of each slot, of the scalars' cells; start, end)        all i32
 *
 * Updates elements [start, end). Scalars are spread over lanes once; then two registers of every array a turn, which
 * makes short rules up to a third faster, then one, and what is left over an element a turn, in lane 0 of the same
 * instructions, so that no bit depends on where a slice ends.
 */
import type { Precision } from '../../engine/precision'
import { type EmitContext, emitInstruction } from './emitInstruction'
import { encodeModule } from './encodeModule'
import { FunctionBody } from './functionBody'
import { type LaneFormat, laneFormats } from './laneFormat'
import type { LaneProgram, LaneValue } from './laneProgram'
import { type CalledOperation, calledFunction, isCalled } from './mathematics/calledFunctions'
import type { ValueType } from './opcodes'

const registerBytes = 16
/** A longer rule gains nothing from two registers a turn, and would only take longer to compile. */
const longestUnrolledRule = 100

export function encodeRule(program: LaneProgram, precision: Precision): Uint8Array<ArrayBuffer> {
  const called = calledOperations(program)
  const parameters = Array.from({ length: program.arrays + 3 }, (): ValueType => 'i32')
  const code = new StepEmitter(program, laneFormats[precision], called, parameters.length).code()
  return encodeModule([...called.map(calledFunction), { parameters, results: [], code }])
}

/** The functions that the rule calls, each once, in the order of their indices. */
export function calledOperations(program: LaneProgram): readonly CalledOperation[] {
  return [...new Set(program.instructions.map(({ operation }) => operation))].filter(isCalled)
}

class StepEmitter {
  private readonly body: FunctionBody
  private readonly locals = new Map<string, number>()

  constructor(
    private readonly program: LaneProgram,
    private readonly format: LaneFormat,
    private readonly called: readonly CalledOperation[],
    parameters: number,
  ) {
    this.body = new FunctionBody(parameters)
  }

  code(): readonly number[] {
    const { body, format, program } = this
    const scalars = program.arrays
    const start = scalars + 1
    const end = scalars + 2
    const limit = body.local('i32')
    for (const index of indicesRead(program, 'cell')) {
      body.get(scalars).memory(format.loadSplat, index << format.elementShift)
      body.set(this.localOf({ kind: 'cell', index }))
    }
    // from elements to bytes
    for (const bound of [start, end]) body.get(bound).constant(format.elementShift).plain('i32.shl').set(bound)
    for (const registers of program.instructions.length <= longestUnrolledRule ? [2, 1] : [1]) {
      body
        .get(end)
        .get(start)
        .plain('i32.sub')
        .constant(-registers * registerBytes)
        .plain('i32.and')
      body.get(start).plain('i32.add').set(limit)
      this.loop(start, limit, format.lanes, registers)
    }
    this.loop(start, end, 1, 1)
    return body.finish()
  }

  /** Moves `position` up to `limit`; both are bytes from the start of an array, a whole number of turns apart. */
  private loop(position: number, limit: number, lanes: number, registers: number): void {
    const { body, format } = this
    body.whileBelow(position, limit, () => {
      for (let register = 0; register < registers; register++) this.turn(position, lanes, register * registerBytes)
      body
        .get(position)
        .constant((registers * lanes) << format.elementShift)
        .plain('i32.add')
        .set(position)
    })
  }

  /** Loads, instructions and stores for the elements at `position`, which is in a local, plus `offset`. */
  private turn(position: number, lanes: number, offset: number): void {
    const { body, format, program } = this
    const context: EmitContext = { body, format, lanes, functionIndex: (operation) => this.called.indexOf(operation) }
    const isWhole = lanes === format.lanes
    for (const index of indicesRead(program, 'array')) {
      this.address(index, position).memory(isWhole ? 'v128.load' : format.loadElement, offset)
      body.set(this.localOf({ kind: 'array', index }))
    }
    program.instructions.forEach((instruction, index) => {
      const inputs = instruction.inputs.map((input) => this.localOf(input))
      emitInstruction(context, instruction, inputs)
      body.set(this.localOf({ kind: 'result', index }))
    })
    for (const { array, value } of program.stores) {
      this.address(array, position).get(this.localOf(value))
      if (isWhole) body.memory('v128.store', offset)
      else body.memory(format.storeElement, offset, 0)
    }
  }

  private address(array: number, position: number): FunctionBody {
    return this.body.get(array).get(position).plain('i32.add')
  }

  private localOf({ kind, index }: LaneValue): number {
    const key = `${kind} ${index}`
    const local = this.locals.get(key) ?? this.body.local('v128')
    this.locals.set(key, local)
    return local
  }
}

/** Arrays or cells that are read, each once. */
function indicesRead({ instructions, stores }: LaneProgram, kind: LaneValue['kind']): readonly number[] {
  const values = [...instructions.flatMap(({ inputs }) => inputs), ...stores.map(({ value }) => value)]
  return [...new Set(values.filter((value) => value.kind === kind).map((value) => value.index))]
}
