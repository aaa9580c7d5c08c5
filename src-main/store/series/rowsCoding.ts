/**
 * Rows of a series as they are stored: first and last step, the steps between where those do not say them, and a payload with
 * the columns one behind the other. Each piece carries a checksum, looked at whenever it is read.
 *
 *   payload  = length of each column in bytes (uint32, little-endian), then the columns (`columnCoding.ts`)
 *   steps    = NULL where they are evenly spaced; else a column of differences: 0, then each step less the one before
 *   checksum = CRC-32 of the line "TABLE SERIES LEVEL PLACE COUNT FIRST LAST LENGTH\n", the steps and the payload; LENGTH is
 *              that of the steps in bytes, or "-" for NULL
 */
import { crc32 } from 'node:zlib'
import { InvariantError } from '../../contract/assertNever'
import { packColumn, plainColumn, unpackColumn } from './columnCoding'

/** Steps and columns alike long; the columns one after the other as a row has them. */
export interface Rows {
  readonly steps: Float64Array
  readonly columns: readonly Float64Array[]
}

/** Rows in a chunk, and blocks in a row of a level. Source of the size: measured, a smaller one fills pages badly. */
export const chunkRows = 1024

/** What names a piece within the file. */
export interface PiecePlace {
  readonly table: 'chunk' | 'level' | 'tail'
  readonly series: number
  /** 0 for the rows themselves. */
  readonly level: number
  /** `chunk_index`, `row_index` or `first_row`. */
  readonly place: number
}

export interface StoredPiece {
  readonly place: number
  readonly count: number
  readonly first_step: number
  readonly last_step: number
  readonly checksum: number
  readonly steps: Buffer | null
  readonly payload: Buffer
}

const lengthBytes = Uint32Array.BYTES_PER_ELEMENT

/** @param isPacked whether it is worth the time: a tail is soon written anew as part of a chunk */
export function encodePiece(place: PiecePlace, { steps, columns }: Rows, isPacked: boolean): StoredPiece {
  const coded = columns.map(isPacked ? packColumn : plainColumn)
  const lengths = Uint32Array.from(coded, (bytes) => bytes.length)
  const differences = differencesOf(steps)
  const piece = {
    place: place.place,
    count: steps.length,
    first_step: steps[0]!,
    last_step: steps.at(-1)!,
    steps: differences === null ? null : Buffer.from(isPacked ? packColumn(differences) : plainColumn(differences)),
    payload: Buffer.concat([new Uint8Array(lengths.buffer), ...coded]),
  }
  return { ...piece, checksum: checksumOf(place, piece) }
}

/** Whether a piece is what was stored. */
export function isIntact(place: PiecePlace, piece: StoredPiece): boolean {
  const areBytes = Buffer.isBuffer(piece.payload) && (piece.steps === null || Buffer.isBuffer(piece.steps))
  return areBytes && checksumOf(place, piece) === piece.checksum
}

/** @throws RangeError when an intact piece is none that `encodePiece` makes; and what zlib throws. */
export function decodeSteps({ count, first_step, last_step, steps }: StoredPiece): Float64Array {
  const decoded = new Float64Array(count)
  if (steps === null) {
    const stride = count === 1 ? 0 : (last_step - first_step) / (count - 1)
    for (let index = 0; index < count; index++) decoded[index] = first_step + index * stride
    return decoded
  }
  const differences = unpackColumn(steps, count)
  let step = first_step
  for (let index = 0; index < count; index++) {
    step += differences[index]!
    decoded[index] = step
  }
  return decoded
}

/**
 * Some columns of a piece, in the order of `wanted`; the others are not unpacked.
 *
 * @throws RangeError likewise
 */
export function decodeColumns(
  { count, payload }: StoredPiece,
  width: number,
  wanted: readonly number[],
): Float64Array[] {
  const start = width * lengthBytes
  if (payload.length < start) throw new RangeError(`payload = ${payload.length} bytes, must be at least ${start}`)
  const ends = new Float64Array(width + 1)
  ends[0] = start
  for (let column = 0; column < width; column++) {
    ends[column + 1] = ends[column]! + payload.readUInt32LE(column * lengthBytes)
  }
  if (ends[width] !== payload.length) throw new RangeError(`payload = ${payload.length} bytes, must be ${ends[width]}`)
  return wanted.map((column) => unpackColumn(payload.subarray(ends[column], ends[column + 1]), count))
}

function checksumOf({ table, series, level, place }: PiecePlace, piece: Omit<StoredPiece, 'place' | 'checksum'>) {
  const { count, first_step, last_step, steps, payload } = piece
  const words = [table, series, level, place, count, first_step, last_step, steps === null ? '-' : steps.length]
  const line = crc32(`${words.join(' ')}\n`)
  return crc32(payload, steps === null ? line : crc32(steps, line))
}

/** Null where all are alike, and so said by the first step, the last and their number. */
function differencesOf(steps: Float64Array): Float64Array | null {
  const differences = new Float64Array(steps.length)
  let areAlike = true
  for (let index = 1; index < steps.length; index++) {
    differences[index] = steps[index]! - steps[index - 1]!
    areAlike &&= differences[index] === differences[1]
  }
  return areAlike ? null : differences
}

/** Rows `from … end − 1`, shared. */
export function slicedRows({ steps, columns }: Rows, from: number, end: number): Rows {
  return { steps: steps.subarray(from, end), columns: columns.map((column) => column.subarray(from, end)) }
}

/** @throws InvariantError when they differ in width. */
export function joinedRows(first: Rows, second: Rows): Rows {
  if (first.columns.length !== second.columns.length) {
    throw new InvariantError(`rows are ${second.columns.length} wide, must be ${first.columns.length}`)
  }
  const join = (one: Float64Array, other: Float64Array): Float64Array => {
    const both = new Float64Array(one.length + other.length)
    both.set(one)
    both.set(other, one.length)
    return both
  }
  return {
    steps: join(first.steps, second.steps),
    columns: first.columns.map((column, index) => join(column, second.columns[index]!)),
  }
}
