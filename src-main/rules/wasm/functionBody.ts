/**
 * One WebAssembly function while it is written: its locals and its instructions, straight into bytes.
 *
 * Source: WebAssembly Core Specification 2.0, sections 5.4 (instructions) and 5.5.13 (code).
 */
import { signedLeb128, unsignedLeb128 } from './leb128'
import {
  type PlainOpcode,
  plainOpcodes,
  structuredOpcodes,
  type ValueType,
  type VectorOpcode,
  valueTypes,
  vectorOpcodes,
} from './opcodes'

const vectorPrefix = 0xfd
const noResult = 0x40

export class FunctionBody {
  readonly #code: number[] = []
  readonly #locals: ValueType[] = []
  readonly #parameters: number

  constructor(parameters: number) {
    this.#parameters = parameters
  }

  /** Declares a local, zero at the start. @returns its index; parameters come first */
  local(type: ValueType): number {
    return this.#parameters + this.#locals.push(type) - 1
  }

  plain(name: PlainOpcode): this {
    this.#code.push(plainOpcodes[name])
    return this
  }

  /** @param immediates - bytes: lanes or the sixteen of a constant */
  vector(name: VectorOpcode, ...immediates: number[]): this {
    this.#code.push(vectorPrefix, ...unsignedLeb128(vectorOpcodes[name]), ...immediates)
    return this
  }

  /**
   * A load or store of the address on the stack plus `offset`.
   *
   * The alignment is written as 1: it is a hint, and a slice may start at any element.
   */
  memory(name: VectorOpcode, offset = 0, ...immediates: number[]): this {
    return this.vector(name, 0, ...unsignedLeb128(offset), ...immediates)
  }

  get(local: number): this {
    this.#code.push(structuredOpcodes['local.get'], ...unsignedLeb128(local))
    return this
  }

  set(local: number): this {
    this.#code.push(structuredOpcodes['local.set'], ...unsignedLeb128(local))
    return this
  }

  constant(value: number): this {
    this.#code.push(structuredOpcodes['i32.const'], ...signedLeb128(value))
    return this
  }

  /** An i64, of which only small ones are needed. */
  longConstant(value: number): this {
    this.#code.push(structuredOpcodes['i64.const'], ...signedLeb128(value))
    return this
  }

  realConstant(value: number): this {
    const bytes = new DataView(new ArrayBuffer(8))
    bytes.setFloat64(0, value, true)
    this.#code.push(structuredOpcodes['f64.const'], ...new Uint8Array(bytes.buffer))
    return this
  }

  call(functionIndex: number): this {
    this.#code.push(structuredOpcodes.call, ...unsignedLeb128(functionIndex))
    return this
  }

  /** Runs one of the two, by the i32 on the stack. */
  branch(whenTrue: () => void, whenFalse: () => void): this {
    this.#code.push(structuredOpcodes.if, noResult)
    whenTrue()
    this.#code.push(structuredOpcodes.else)
    whenFalse()
    this.#code.push(structuredOpcodes.end)
    return this
  }

  /** Runs `body` while `first < second`, unsigned; the comparison stands before the first turn and after each. */
  whileBelow(first: number, second: number, body: () => void): this {
    const isBelow = (): FunctionBody => this.get(first).get(second).plain('i32.lt_u')
    isBelow()
    this.#code.push(structuredOpcodes.if, noResult, structuredOpcodes.loop, noResult)
    body()
    isBelow()
    this.#code.push(structuredOpcodes.br_if, 0, structuredOpcodes.end, structuredOpcodes.end)
    return this
  }

  /** The entry of the code section: size, locals in runs of one type, instructions, end. */
  finish(): number[] {
    const runs: { type: ValueType; count: number }[] = []
    for (const type of this.#locals) {
      const last = runs.at(-1)
      if (last?.type === type) last.count++
      else runs.push({ type, count: 1 })
    }
    const locals = runs.flatMap(({ type, count }) => [...unsignedLeb128(count), valueTypes[type]])
    const size = unsignedLeb128(runs.length).length + locals.length + this.#code.length + 1
    return [...unsignedLeb128(size), ...unsignedLeb128(runs.length), ...locals].concat(
      this.#code,
      structuredOpcodes.end,
    )
  }
}
