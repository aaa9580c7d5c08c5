/**
 * Reads an IDX file of unsigned bytes with a known number of dimensions, as MNIST's are.
 *
 * The file is hostile until it has passed: magic, sizes, length to the byte. The format stands in `arrays/idxHeader.ts`.
 */
import { checkLength } from './arrays/arrayHeader'
import { readIdxHeader } from './arrays/idxHeader'
import { readBytes } from './readBytes'
import { refuse } from './refuse'

export interface IdxFile {
  readonly sizes: readonly number[]
  readonly values: Uint8Array
  /** The file whole, for its digest. */
  readonly bytes: Uint8Array
  /** Where the values start. */
  readonly headerLength: number
}

const unsignedByte = 0x08

/** @throws LabFailure `datasetUnreadable` */
export function readIdxFile(file: string, dimensions: number): IdxFile {
  const bytes = readBytes(file)
  const expected = (unsignedByte << 8) | dimensions
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const magic = bytes.length < 4 || isGzip ? expected : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (magic !== expected) {
    refuse(
      file,
      `starts with the number ${hexadecimal(magic)} at byte 0; an IDX file of unsigned bytes in ${dimensions} dimensions starts with ${hexadecimal(expected)}`,
    )
  }
  const header = readIdxHeader(file, bytes)
  checkLength(file, header, bytes.length)
  return { sizes: header.shape, values: bytes.subarray(header.offset), bytes, headerLength: header.offset }
}

function hexadecimal(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`
}
