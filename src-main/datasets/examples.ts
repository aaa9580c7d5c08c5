/** Examples out of a table: of numbers, scaled feature by feature as they are read, or of bytes. */

import { type RowReader, rowsAtOnce } from '../engine/kernels/byteRows'
import type { Reals } from '../engine/precision'
import type { Dataset, Examples, PartName } from './dataset'
import { type Scaling, scaled } from './scaling'
import type { Split } from './splitRows'

interface RealTable {
  /** Row-major, `size` a row. */
  readonly values: ArrayLike<number>
  readonly size: number
  readonly targets: ArrayLike<number>
}

function realExamples(table: RealTable, scaling: Scaling, rows: Uint32Array): Examples {
  const { values, size, targets } = table
  return {
    count: rows.length,
    readInputs(order: Uint32Array, start: number, count: number, into: Reals) {
      let place = 0
      for (let example = start; example < start + count; example++) {
        const first = rows[order[example]!]! * size
        for (let feature = 0; feature < size; feature++, place++) {
          into[place] = scaled(values[first + feature]!, scaling, feature)
        }
      }
    },
    target: (index) => targets[rows[index]!]!,
  }
}

/** The three parts of a table under one scaling. */
export function realParts(table: RealTable, scaling: Scaling, split: Split): Dataset['parts'] {
  const part = (name: PartName): Examples => realExamples(table, scaling, split[name])
  return { training: part('training'), validation: part('validation'), test: part('test') }
}

/**
 * Examples out of rows of bytes, such as grey values of pixels.
 *
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
