/**
 * Reads an IDX file of unsigned bytes, the format of MNIST.
 *
 *   byte 0–1  zero · byte 2  type, 0x08 = unsigned byte · byte 3  number of dimensions d
 *   byte 4 …  d sizes, 32 bits each, most significant byte first · then the values, last dimension fastest
 *
 * The file is hostile until it has passed: magic, sizes, length to the byte.
 * Source: LeCun, Cortes & Burges, "The MNIST database of handwritten digits", file formats.
 */
import { readFileSync, statSync } from 'node:fs'
import { LabFailure } from '../contract/errors'

export interface IdxFile {
  readonly sizes: readonly number[]
  readonly values: Uint8Array
  /** The file whole, for its digest. */
  readonly bytes: Uint8Array
  /** Where the values start. */
  readonly headerLength: number
}

const unsignedByte = 0x08
/** Twenty times MNIST; a file beyond it was not meant for this. */
const largestFileBytes = 1_000_000_000

/** @throws LabFailure `datasetUnreadable` */
export function readIdxFile(file: string, dimensions: number): IdxFile {
  const bytes = readWhole(file)
  const headerLength = 4 + 4 * dimensions
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) refuse(file, 'is compressed with gzip; it must be unpacked first')
  if (bytes.length < headerLength) {
    refuse(file, `ends at byte ${bytes.length}, inside its header of ${headerLength} bytes`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const expected = (unsignedByte << 8) | dimensions
  const magic = view.getUint32(0)
  if (magic !== expected) {
    refuse(
      file,
      `starts with the number ${hexadecimal(magic)} at byte 0; an IDX file of unsigned bytes in ${dimensions} dimensions starts with ${hexadecimal(expected)}`,
    )
  }
  const sizes = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index))
  sizes.forEach((size, index) => {
    if (size === 0)
      refuse(file, `gives dimension ${index + 1} the size 0 at byte ${4 + 4 * index}; it must be 1 or more`)
  })
  const length = headerLength + sizes.reduce((product, size) => product * size, 1)
  if (bytes.length < length) {
    refuse(file, `ends at byte ${bytes.length}; its header (${sizes.join(' × ')}) promises ${length} bytes`)
  }
  if (bytes.length > length) {
    refuse(
      file,
      `goes on after byte ${length}, where its header (${sizes.join(' × ')}) ends it; it has ${bytes.length} bytes`,
    )
  }
  return { sizes, values: bytes.subarray(headerLength), bytes, headerLength }
}

function readWhole(file: string): Uint8Array {
  try {
    const { size } = statSync(file)
    if (size > largestFileBytes) refuse(file, `has ${size} bytes; at most ${largestFileBytes} are read`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof LabFailure) throw error
    return refuse(file, `cannot be read: ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'permission is denied'
  if (code === 'EISDIR') return 'it is a folder'
  return error instanceof Error ? error.message : String(error)
}

function hexadecimal(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`
}

/** @throws LabFailure `datasetUnreadable`, always */
export function refuse(file: string, reason: string): never {
  throw new LabFailure({ kind: 'datasetUnreadable', file, reason })
}
