/** What the header of an array file says, whatever its format: where which numbers are. */
import { refuse } from '../refuse'
import { type ElementName, elementType } from './elementType'

export interface ArrayHeader {
  /** First the examples; row by row in memory, whatever the file's order. */
  readonly shape: readonly number[]
  /** Elements of the file from one index of an axis to the next, axis by axis. */
  readonly strides: readonly number[]
  readonly element: ElementName
  readonly isLittleEndian: boolean
  /** The first index varies fastest, as Fortran has it. */
  readonly isFortranOrder: boolean
  /** Where the numbers start. */
  readonly offset: number
  /** Where the file gives its sizes. */
  readonly shapeByte: number
}

/** Reads the header out of the beginning of a file. */
export type ReadHeader = (file: string, head: Uint8Array) => ArrayHeader

export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** Of an array without gaps: the last index varies fastest, or with `isFortranOrder` the first. */
export function stridesOf(shape: readonly number[], isFortranOrder: boolean): readonly number[] {
  return shape.map((_, axis) => countOf(isFortranOrder ? shape.slice(0, axis) : shape.slice(axis + 1)))
}

/** Whether the numbers stand in the file in the order that they are read in. */
export function isRowByRow({ shape, strides }: ArrayHeader): boolean {
  return stridesOf(shape, false).every((stride, axis) => stride === strides[axis])
}

/** The byte of an element, given its place in row-major order. */
export function byteOf({ shape, strides, offset, element }: ArrayHeader, index: number): number {
  let rest = index
  let place = 0
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis]!
    place += (rest % size) * strides[axis]!
    rest = Math.floor(rest / size)
  }
  return offset + place * elementType(element).bytes
}

/** @throws LabFailure `datasetUnreadable` unless the file ends with its last number */
export function checkLength(file: string, header: ArrayHeader, sizeBytes: number): void {
  const { shape, offset, element } = header
  const length = offset + countOf(shape) * elementType(element).bytes
  const promise = `its header (${shape.join(' × ')} ${elementType(element).title})`
  if (sizeBytes < length) refuse(file, `ends at byte ${sizeBytes}; ${promise} promises ${length} bytes`)
  if (sizeBytes > length) {
    refuse(file, `goes on after byte ${length}, where ${promise} ends it; it has ${sizeBytes} bytes`)
  }
}
