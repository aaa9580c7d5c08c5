/** An array file read whole: its numbers row by row, whatever order and byte order the file has them in. */
import { readBytes } from '../readBytes'
import { type ArrayHeader, byteOf, checkLength, countOf, type ReadHeader } from './arrayHeader'
import { checkedElement, elementType, type NumberArray } from './elementType'

export interface ArrayFile extends ArrayHeader {
  readonly file: string
  /** The file whole, for its digest. */
  readonly bytes: Uint8Array
  /** Row-major, `shape` in all. */
  readonly values: NumberArray
}

/** @throws LabFailure `datasetUnreadable`, naming the byte */
export function readArrayFile(file: string, readHeader: ReadHeader): ArrayFile {
  const bytes = readBytes(file)
  const header = readHeader(file, bytes)
  checkLength(file, header, bytes.length)
  return { ...header, file, bytes, values: valuesOf(file, header, bytes) }
}

function valuesOf(file: string, header: ArrayHeader, bytes: Uint8Array): NumberArray {
  const { element, offset, isLittleEndian, shape } = header
  if (element === 'u1' && !header.isFortranOrder) return bytes.subarray(offset)
  const type = elementType(element)
  const count = countOf(shape)
  const values = type.allocate(count)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let index = 0; index < count; index++) {
    const byte = header.isFortranOrder ? byteOf(header, index) : offset + index * type.bytes
    values[index] = checkedElement(file, element, type.read(view, byte, isLittleEndian), byte)
  }
  return values
}
