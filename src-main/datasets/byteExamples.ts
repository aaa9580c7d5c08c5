/** Examples out of rows of bytes, such as grey values of pixels. */
import type { RowReader } from '../engine/kernels/byteRows'
import type { Examples } from './dataset'

/**
 * @param targets - of all rows
 * @param rows - those that are examples, in their order
 */
export function byteExamples(readRow: RowReader, targets: Uint8Array, rows: Uint32Array): Examples {
  return {
    count: rows.length,
    readInputs: (index, into, offset) => readRow(rows[index]!, into, offset),
    target: (index) => targets[rows[index]!]!,
  }
}
