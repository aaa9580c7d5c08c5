/**
 * Examples out of bytes, such as grey values of pixels: kept as bytes, and scaled by a table of 256 values as they are
 * read, so that 60,000 images take 47 MB and not eight times as much.
 */
import type { Reals } from '../engine/precision'
import type { Examples } from './dataset'

export interface ByteTable {
  /** Row-major, `size` a row. */
  readonly values: Uint8Array
  readonly size: number
  readonly targets: Uint8Array
}

/** @param scaled - the value each byte stands for, 256 long */
export function byteExamples(table: ByteTable, scaled: Float64Array, rows: Uint32Array): Examples {
  const { values, size, targets } = table
  return {
    count: rows.length,
    readInputs(index: number, into: Reals, offset: number) {
      const start = rows[index]! * size
      for (let feature = 0; feature < size; feature++) into[offset + feature] = scaled[values[start + feature]!]!
    },
    target: (index) => targets[rows[index]!]!,
  }
}
