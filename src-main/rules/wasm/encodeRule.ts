/**
 * A lane program → the bytes of a module with one function:
 *
 *   step(address of w, of g, of each slot, of the scalars' cells; start, end)        all i32
 *
 * Updates elements [start, end). Scalars are spread over lanes once; then sixteen bytes of every array a turn, and what
 * is left over an element a turn, in lane 0 of the same instructions, so that no bit depends on where a slice ends.
 */
import type { Precision } from '../../engine/precision'
import { type CalledOperation, type EmitContext, emitInstruction, isCalled } from './emitInstruction'
import { encodeModule, type ImportedFunction } from './encodeModule'
import { FunctionBody } from './functionBody'
import { type LaneFormat, laneFormats } from './laneFormat'
import type { LaneProgram, LaneValue } from './laneProgram'
import type { ValueType } from './opcodes'

const registerBytes = 16

export function encodeRule(program: LaneProgram, precision: Precision): Uint8Array<ArrayBuffer> {
  const called = calledOperations(program)
  const parameters = Array.from({ length: program.arrays + 3 }, (): ValueType => 'i32')
  return encodeModule({
    imports: called.map(importedFunction),
    type: { parameters, results: [] },
    code: new StepEmitter(program, laneFormats[precision], called, parameters.length).code(),
  })
}

/** The functions that the module imports, each once. */
export function calledOperations(program: LaneProgram): readonly CalledOperation[] {
  return [...new Set(program.instructions.map(({ operation }) => operation))].filter(isCalled)
}

function importedFunction(operation: CalledOperation): ImportedFunction {
  const parameters: readonly ValueType[] = operation === 'power' ? ['f64', 'f64'] : ['f64']
  return { name: operation, type: { parameters, results: ['f64'] } }
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
    const vectorEnd = body.local('i32')
    for (const index of readCells(program)) {
      body.get(scalars).memory(format.loadSplat, index << format.elementShift)
      body.set(this.localOf({ kind: 'cell', index }))
    }
    // from elements to bytes
    for (const bound of [start, end]) body.get(bound).constant(format.elementShift).plain('i32.shl').set(bound)
    body.get(end).get(start).plain('i32.sub').constant(-registerBytes).plain('i32.and')
    body.get(start).plain('i32.add').set(vectorEnd)
    this.loop(start, vectorEnd, format.lanes)
    this.loop(start, end, 1)
    return body.finish()
  }

  /** Moves `position` up to `limit`; both are bytes from the start of an array. */
  private loop(position: number, limit: number, lanes: number): void {
    const { body, format, program } = this
    const context: EmitContext = {
      body,
      format,
      lanes,
      functionIndex: (operation) => this.called.indexOf(operation),
    }
    const isWhole = lanes === format.lanes
    body.whileBelow(position, limit, () => {
      for (const index of readArrays(program)) {
        this.address(index, position).memory(isWhole ? 'v128.load' : format.loadElement)
        body.set(this.localOf({ kind: 'array', index }))
      }
      program.instructions.forEach((instruction, index) => {
        const inputs = instruction.inputs.map((input) => this.localOf(input))
        emitInstruction(context, instruction, inputs)
        body.set(this.localOf({ kind: 'result', index }))
      })
      for (const { array, value } of program.stores) {
        this.address(array, position).get(this.localOf(value))
        if (isWhole) body.memory('v128.store')
        else body.memory(format.storeElement, 0, 0)
      }
      body
        .get(position)
        .constant(lanes << format.elementShift)
        .plain('i32.add')
        .set(position)
    })
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

function readCells(program: LaneProgram): readonly number[] {
  return indicesRead(program, 'cell')
}

function readArrays(program: LaneProgram): readonly number[] {
  return indicesRead(program, 'array')
}

function indicesRead({ instructions, stores }: LaneProgram, kind: LaneValue['kind']): readonly number[] {
  const values = [...instructions.flatMap(({ inputs }) => inputs), ...stores.map(({ value }) => value)]
  return [...new Set(values.filter((value) => value.kind === kind).map((value) => value.index))]
}
