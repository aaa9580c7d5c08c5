/**
 * A WebAssembly module in its binary format: an imported shared memory, and functions of our own.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.5; shared limits: WebAssembly threads proposal, binary format.
 */
import { unsignedLeb128 } from './leb128'
import { type ValueType, valueTypes } from './opcodes'

export interface ModuleFunction {
  readonly parameters: readonly ValueType[]
  readonly results: readonly ValueType[]
  /** an entry of the code section */
  readonly code: readonly number[]
}

const magicAndVersion = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
const sections = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const
const functionTypeTag = 0x60
const externalFunction = 0x00
const externalMemory = 0x02
/** Shared, and of any size up to the largest there is: 65,536 pages. */
const sharedOfAnySize = [0x03, ...unsignedLeb128(0), ...unsignedLeb128(65_536)]

/** @param functions - they have the indices 0, 1, …; the last one is exported as `step` */
export function encodeModule(functions: readonly ModuleFunction[]): Uint8Array<ArrayBuffer> {
  const memory = [...text('env'), ...text('memory'), externalMemory, ...sharedOfAnySize]
  const step = [...text('step'), externalFunction, ...unsignedLeb128(functions.length - 1)]
  return joined([
    magicAndVersion,
    section(sections.type, functions.map(functionType)),
    section(sections.import, [memory]),
    section(
      sections.function,
      functions.map((_, index) => unsignedLeb128(index)),
    ),
    section(sections.export, [step]),
    section(
      sections.code,
      functions.map(({ code }) => code),
    ),
  ])
}

function functionType({ parameters, results }: ModuleFunction): readonly number[] {
  const list = (types: readonly ValueType[]): number[] => [
    ...unsignedLeb128(types.length),
    ...types.map((each) => valueTypes[each]),
  ]
  return [functionTypeTag, ...list(parameters), ...list(results)]
}

/** Every name of ours is ASCII. */
function text(name: string): readonly number[] {
  return [...unsignedLeb128(name.length), ...Array.from(name, (letter) => letter.charCodeAt(0))]
}

function section(id: number, entries: readonly (readonly number[])[]): Uint8Array {
  const content = joined([unsignedLeb128(entries.length), ...entries])
  return joined([[id], unsignedLeb128(content.length), content])
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
