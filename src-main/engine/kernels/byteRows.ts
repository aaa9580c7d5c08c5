/**
 * Rows of bytes, such as grey values of pixels, read as the numbers they stand for.
 *
 *   into[r·size + f] ← scaled[values[rows[r]·size + f]]        f = 0 … size − 1, rounded on the store
 *
 * Rows stay bytes until they are read, so that 60,000 images take 47 MB and not eight times as much.
 */
import type { Reals } from '../precision'

export interface ByteRows {
  /** Row-major, `size` a row. */
  readonly values: Uint8Array
  readonly size: number
  /** The value each byte stands for, 256 long. */
  readonly scaled: Float64Array
}

export interface RowReader {
  /** Which rows `read` reads, for the caller to fill, at most `rowsAtOnce` of them. */
  readonly rows: Uint32Array
  /**
   * Reads the first `count` of `rows` to the beginning of `into`, from row `offset` on.
   *
   * @throws RangeError if there are fewer rows, or one of them is none of the values
   */
  read(count: number, into: Reals, offset: number): void
}

export const rowsAtOnce = 256
const blockBytes = 16

export function byteRows(of: ByteRows): RowReader {
  const { values, size, scaled } = of
  const rows = new Uint32Array(rowsAtOnce)
  const isInBlocks = size % blockBytes === 0 && values.byteOffset % 4 === 0
  const readRow = isInBlocks ? blockReader(values, size, scaled) : byteReader(values, size, scaled)
  return {
    rows,
    read(count, into, offset) {
      checkRows(of, rows, count)
      if (into.length < (offset + count) * size) {
        throw new RangeError(`into.length = ${into.length}, must be ≥ ${(offset + count) * size}`)
      }
      for (let index = 0; index < count; index++) readRow(rows[index]!, into, (offset + index) * size)
    },
  }
}

/** @throws RangeError if there are fewer than `count` rows, or one of them is none of the values */
export function checkRows({ values, size }: ByteRows, rows: Uint32Array, count: number): void {
  if (count > rows.length) throw new RangeError(`count = ${count}, must be ≤ ${rows.length}`)
  for (let index = 0; index < count; index++) {
    const end = (rows[index]! + 1) * size
    if (end > values.length) {
      throw new RangeError(`rows[${index}] = ${rows[index]}, must be < ${Math.floor(values.length / size)}`)
    }
  }
}

type ReadRow = (row: number, into: Reals, start: number) => void

function byteReader(values: Uint8Array, size: number, scaled: Float64Array): ReadRow {
  return (row, into, offset) => {
    const start = row * size
    for (let feature = 0; feature < size; feature++) into[offset + feature] = scaled[values[start + feature]!]!
  }
}

/** Most of an image is background: the value of byte 0 is filled in, and blocks without another byte are passed over. */
function blockReader(values: Uint8Array, size: number, scaled: Float64Array): ReadRow {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length >> 2)
  const background = scaled[0]!
  return (row, into, offset) => {
    into.fill(background, offset, offset + size)
    const first = (row * size) / 4
    const end = first + size / 4
    for (let word = first, place = offset; word < end; word += 4, place += blockBytes) {
      const a = words[word]!
      const b = words[word + 1]!
      const c = words[word + 2]!
      const d = words[word + 3]!
      if ((a | b | c | d) === 0) continue
      if (a !== 0) write(into, place, a, scaled)
      if (b !== 0) write(into, place + 4, b, scaled)
      if (c !== 0) write(into, place + 8, c, scaled)
      if (d !== 0) write(into, place + 12, d, scaled)
    }
  }
}

/** Four bytes, least significant first: the order of every machine Node runs on. */
function write(into: Reals, place: number, word: number, scaled: Float64Array): void {
  into[place] = scaled[word & 255]!
  into[place + 1] = scaled[(word >>> 8) & 255]!
  into[place + 2] = scaled[(word >>> 16) & 255]!
  into[place + 3] = scaled[word >>> 24]!
}
