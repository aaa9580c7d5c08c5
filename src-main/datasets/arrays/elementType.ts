/** The kinds of numbers that array files hold, and how their bytes are read. */
import { refuse } from '../refuse'
import { halfPrecision } from './halfPrecision'

export type ElementName = 'b1' | 'u1' | 'u2' | 'u4' | 'u8' | 'i1' | 'i2' | 'i4' | 'i8' | 'f2' | 'f4' | 'f8'

/** Numbers of an array in memory; 64-bit integers are float64 there, float16 is float32. */
export type NumberArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array

interface ElementType {
  readonly bytes: number
  /** "float32" */
  readonly title: string
  readonly isWhole: boolean
  allocate(count: number): NumberArray
  read(view: DataView, at: number, isLittleEndian: boolean): number
}

const elementTypes: Readonly<Record<ElementName, ElementType>> = {
  b1: whole(1, 'boolean', Uint8Array, (view, at) => view.getUint8(at)),
  u1: whole(1, 'uint8', Uint8Array, (view, at) => view.getUint8(at)),
  i1: whole(1, 'int8', Int8Array, (view, at) => view.getInt8(at)),
  u2: whole(2, 'uint16', Uint16Array, (view, at, little) => view.getUint16(at, little)),
  i2: whole(2, 'int16', Int16Array, (view, at, little) => view.getInt16(at, little)),
  u4: whole(4, 'uint32', Uint32Array, (view, at, little) => view.getUint32(at, little)),
  i4: whole(4, 'int32', Int32Array, (view, at, little) => view.getInt32(at, little)),
  u8: whole(8, 'uint64', Float64Array, (view, at, little) => Number(view.getBigUint64(at, little))),
  i8: whole(8, 'int64', Float64Array, (view, at, little) => Number(view.getBigInt64(at, little))),
  f2: {
    ...whole(2, 'float16', Float32Array, (view, at, little) => halfPrecision(view.getUint16(at, little))),
    isWhole: false,
  },
  f4: { ...whole(4, 'float32', Float32Array, (view, at, little) => view.getFloat32(at, little)), isWhole: false },
  f8: { ...whole(8, 'float64', Float64Array, (view, at, little) => view.getFloat64(at, little)), isWhole: false },
}

function whole(
  bytes: number,
  title: string,
  make: new (count: number) => NumberArray,
  read: ElementType['read'],
): ElementType {
  return { bytes, title, isWhole: true, allocate: (count) => new make(count), read }
}

export function elementType(name: ElementName): ElementType {
  return elementTypes[name]
}

/**
 * One number of a file.
 *
 * @param byte - its place in the file, for the refusal
 * @throws LabFailure `datasetUnreadable` for a number that is not finite, a boolean that is neither, or a whole number
 *   that no float64 holds
 */
export function checkedElement(file: string, name: ElementName, value: number, byte: number): number {
  if (!Number.isFinite(value)) refuse(file, `holds ${value} at byte ${byte}; every number must be finite`)
  if (name === 'b1' && value > 1) refuse(file, `holds ${value} at byte ${byte}, where a boolean is 0 or 1`)
  if ((name === 'u8' || name === 'i8') && !Number.isSafeInteger(value)) {
    refuse(file, `holds ${value} at byte ${byte}; whole numbers must stay below 2^53`)
  }
  return value
}
