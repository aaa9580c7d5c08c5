/**
 * IDX files, the format of MNIST: the header, and whole files of unsigned bytes. A file is hostile until it has passed.
 *
 *   byte 0–1  zero · byte 2  type of the numbers · byte 3  number of dimensions d
 *   byte 4 …  d sizes, 32 bits each, most significant byte first · then the numbers, last dimension fastest
 *
 * Source: LeCun, Cortes & Burges, "The MNIST database of handwritten digits", file formats.
 */

import { readBytes } from '../readBytes'
import { refuse } from '../refuse'
import { type ArrayHeader, checkLength, stridesOf } from './arrayHeader'
import type { ElementName } from './elementType'

const elements: Readonly<Record<number, ElementName>> = {
  8: 'u1',
  9: 'i1',
  11: 'i2',
  12: 'i4',
  13: 'f4',
  14: 'f8',
}
const elementCodes = '08 (uint8), 09 (int8), 0b (int16), 0c (int32), 0d (float32), 0e (float64)'
const magicBytes = 4

/** @throws LabFailure `datasetUnreadable`, naming the byte */
export function readIdxHeader(file: string, head: Uint8Array): ArrayHeader {
  if (head[0] === 0x1f && head[1] === 0x8b) refuse(file, 'is compressed with gzip; it must be unpacked first')
  if (head.length < magicBytes) refuse(file, `ends at byte ${head.length}, inside its header`)
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const wrong = head.subarray(0, 2).findIndex((byte) => byte !== 0)
  if (wrong >= 0) {
    refuse(file, `is no IDX file: it has ${hexadecimal(view.getUint8(wrong))} at byte ${wrong}, which must be 00`)
  }
  const element = elements[view.getUint8(2)]
  if (element === undefined) {
    refuse(file, `has the type ${hexadecimal(view.getUint8(2))} at byte 2; it must be one of ${elementCodes}`)
  }
  const dimensions = view.getUint8(3)
  if (dimensions === 0) refuse(file, 'has 0 dimensions at byte 3; it must have 1 or more')
  const offset = magicBytes + 4 * dimensions
  if (head.length < offset) refuse(file, `ends at byte ${head.length}, inside its header of ${offset} bytes`)
  const shape = Array.from({ length: dimensions }, (_, index) => view.getUint32(magicBytes + 4 * index))
  shape.forEach((size, index) => {
    if (size > 0) return
    refuse(file, `gives dimension ${index + 1} the size 0 at byte ${magicBytes + 4 * index}; it must be 1 or more`)
  })
  const strides = stridesOf(shape, false)
  return { shape, strides, element, isLittleEndian: false, isFortranOrder: false, offset, shapeByte: magicBytes }
}

function hexadecimal(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

export interface IdxFile {
  readonly sizes: readonly number[]
  readonly values: Uint8Array
  /** The file whole, for its digest. */
  readonly bytes: Uint8Array
  /** Where the values start. */
  readonly headerLength: number
}

const unsignedByte = 0x08

/**
 * A file of unsigned bytes with a known number of dimensions, as MNIST's are.
 *
 * @throws LabFailure `datasetUnreadable`
 */
export function readIdxFile(file: string, dimensions: number): IdxFile {
  const bytes = readBytes(file)
  const expected = (unsignedByte << 8) | dimensions
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const magic = bytes.length < 4 || isGzip ? expected : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (magic !== expected) {
    refuse(
      file,
      `starts with the number ${hexadecimalWord(magic)} at byte 0; an IDX file of unsigned bytes in ${dimensions} dimensions starts with ${hexadecimalWord(expected)}`,
    )
  }
  const header = readIdxHeader(file, bytes)
  checkLength(file, header, bytes.length)
  return { sizes: header.shape, values: bytes.subarray(header.offset), bytes, headerLength: header.offset }
}

function hexadecimalWord(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`
}
