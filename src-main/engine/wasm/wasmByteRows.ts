/** Rows of bytes by WebAssembly: all of them are copied into the kernels' memory once, with the values they stand for. */
import { type ByteRows, byteRows, type RowReader } from '../kernels/byteRows'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

/** What networks need of the memory comes first: more bytes stay where they are, and are read by the reference. */
const mostBytes = 536_870_912

export function wasmByteRows({ exports }: KernelInstance, memory: KernelMemory, rows: ByteRows): RowReader {
  const { values, size, scaled } = rows
  if (values.length > mostBytes) return byteRows(rows)
  const table = memory.allocate('float32', scaled.length)
  table.set(scaled)
  const bytes = memory.reserve(values.length)
  new Uint8Array(memory.memory.buffer, bytes, values.length).set(values)
  const scaledAt = table.byteOffset
  return (row, into, offset) => {
    const out = KernelMemory.locate(into, offset + size) + offset * 4
    exports.scaleBytes(out, bytes + row * size, scaledAt, size)
  }
}
