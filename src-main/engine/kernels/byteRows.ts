/**
 * Rows of bytes, such as grey values of pixels, read as the numbers they stand for.
 *
 *   into[offset + f] ← scaled[values[row·size + f]]        f = 0 … size − 1, rounded on the store
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

export type RowReader = (row: number, into: Reals, offset: number) => void

const blockBytes = 16

export function byteRows({ values, size, scaled }: ByteRows): RowReader {
  const isInBlocks = size % blockBytes === 0 && values.byteOffset % 4 === 0
  return isInBlocks ? blockReader(values, size, scaled) : byteReader(values, size, scaled)
}

function byteReader(values: Uint8Array, size: number, scaled: Float64Array): RowReader {
  return (row, into, offset) => {
    const start = row * size
    for (let feature = 0; feature < size; feature++) into[offset + feature] = scaled[values[start + feature]!]!
  }
}

/** Most of an image is background: the value of byte 0 is filled in, and blocks without another byte are passed over. */
function blockReader(values: Uint8Array, size: number, scaled: Float64Array): RowReader {
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
