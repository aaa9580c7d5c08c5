/** Examples out of rows of bytes, such as grey values of pixels. */
import { type RowReader, rowsAtOnce } from '../engine/kernels/byteRows'
import type { Examples } from './dataset'

/**
 * @param reader - of all rows
 * @param targets - of all rows
 * @param rows - those that are examples, in their order
 */
export function byteExamples(reader: RowReader, targets: Uint8Array, rows: Uint32Array): Examples {
  return {
    count: rows.length,
    readInputs(order, start, count, into) {
      for (let done = 0; done < count; done += rowsAtOnce) {
        const here = Math.min(rowsAtOnce, count - done)
        for (let index = 0; index < here; index++) reader.rows[index] = rows[order[start + done + index]!]!
        reader.read(here, into, done)
      }
    },
    target: (index) => targets[rows[index]!]!,
  }
}
