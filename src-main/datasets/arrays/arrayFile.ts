/** An array file read whole: its numbers row by row, whatever order and byte order the file has them in. */
import { readBytes } from '../readBytes'
import { type ArrayHeader, checkLength, countOf, isRowByRow, type ReadHeader } from './arrayHeader'
import { type AxisOrder, withChannelsFirst } from './axisOrder'
import { checkedElement, elementType, type NumberArray } from './elementType'

export interface ArrayFile extends ArrayHeader {
  readonly file: string
  /** The file whole, for its digest. */
  readonly bytes: Uint8Array
  /** Row-major, `shape` in all. */
  readonly values: NumberArray
}

/** @throws LabFailure `datasetUnreadable`, naming the byte */
export function readArrayFile(file: string, readHeader: ReadHeader, axes?: AxisOrder): ArrayFile {
  const bytes = readBytes(file)
  const found = readHeader(file, bytes)
  checkLength(file, found, bytes.length)
  const header = withChannelsFirst(file, found, axes)
  return { ...header, file, bytes, values: valuesOf(file, header, bytes) }
}

function valuesOf(file: string, header: ArrayHeader, bytes: Uint8Array): NumberArray {
  const { element, offset, shape, strides } = header
  if (element === 'u1' && isRowByRow(header)) return bytes.subarray(offset)
  const type = elementType(element)
  const values = type.allocate(countOf(shape))
  const elements = { ...header, file }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const position = shape.map(() => 0)
  let place = 0
  for (let index = 0; index < values.length; index++) {
    const byte = offset + place * type.bytes
    values[index] = checkedElement(elements, view, byte, byte)
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position[axis]!++
      place += strides[axis]!
      if (position[axis]! < shape[axis]!) break
      place -= shape[axis]! * strides[axis]!
      position[axis] = 0
    }
  }
  return values
}
