/** Rows of bytes by WebAssembly: all of them are copied into the kernels' memory once, with the values they stand for. */
import { type ByteRows, byteRows, checkRows, type RowReader, rowsAtOnce } from '../kernels/byteRows'
import { linearBytes } from '../kernels/linearBytes'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

/** What networks need of the memory comes first: more bytes stay where they are, and are read by the reference. */
const mostBytes = 536_870_912

export function wasmByteRows({ exports }: KernelInstance, memory: KernelMemory, of: ByteRows): RowReader {
  const { values, size, scaled } = of
  if (values.length > mostBytes) return byteRows(of)
  const linear = linearBytes(scaled)
  const table = memory.allocate('float32', scaled.length)
  table.set(scaled)
  const scaledAt = table.byteOffset
  const rowsAt = memory.reserve(rowsAtOnce * Uint32Array.BYTES_PER_ELEMENT)
  const bytesAt = memory.reserve(values.length)
  new Uint8Array(memory.memory.buffer, bytesAt, values.length).set(values)
  const rows = new Uint32Array(memory.memory.buffer, rowsAt, rowsAtOnce)
  return {
    rows,
    read(count, into, offset) {
      checkRows(of, rows, count)
      const out = KernelMemory.locate(into, (offset + count) * size) + offset * size * 4
      if (linear === null) exports.scaleRows(out, bytesAt, rowsAt, count, size, scaledAt)
      else exports.scaleRowsLinearly(out, bytesAt, rowsAt, count, size, linear.high, linear.low)
    },
  }
}
