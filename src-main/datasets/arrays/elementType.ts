/** The kinds of numbers that array files hold, and how their bytes are read. */
import { refuse } from '../refuse'

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
  /** Of 64-bit integers, which `read` may round. */
  exact?(view: DataView, at: number, isLittleEndian: boolean): bigint
}

const elementTypes: Readonly<Record<ElementName, ElementType>> = {
  b1: whole(1, 'boolean', Uint8Array, (view, at) => view.getUint8(at)),
  u1: whole(1, 'uint8', Uint8Array, (view, at) => view.getUint8(at)),
  i1: whole(1, 'int8', Int8Array, (view, at) => view.getInt8(at)),
  u2: whole(2, 'uint16', Uint16Array, (view, at, little) => view.getUint16(at, little)),
  i2: whole(2, 'int16', Int16Array, (view, at, little) => view.getInt16(at, little)),
  u4: whole(4, 'uint32', Uint32Array, (view, at, little) => view.getUint32(at, little)),
  i4: whole(4, 'int32', Int32Array, (view, at, little) => view.getInt32(at, little)),
  u8: wide('uint64', (view, at, little) => view.getBigUint64(at, little)),
  i8: wide('int64', (view, at, little) => view.getBigInt64(at, little)),
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

function wide(title: string, exact: NonNullable<ElementType['exact']>): ElementType {
  return { ...whole(8, title, Float64Array, (view, at, little) => Number(exact(view, at, little))), exact }
}

export function elementType(name: ElementName): ElementType {
  return elementTypes[name]
}

interface ElementsOfFile {
  readonly file: string
  readonly element: ElementName
  readonly isLittleEndian: boolean
}

/**
 * One number of a file.
 *
 * @param at - its place in the view
 * @param byte - its place in the file, for the refusal
 * @throws LabFailure `datasetUnreadable` for a number that is not finite, a boolean that is neither, or a whole number
 *   that no float64 holds
 */
export function checkedElement(
  { file, element: name, isLittleEndian }: ElementsOfFile,
  view: DataView,
  at: number,
  byte: number,
): number {
  const type = elementTypes[name]
  const value = type.read(view, at, isLittleEndian)
  if (!Number.isFinite(value)) refuse(file, `holds ${value} at byte ${byte}; every number must be finite`)
  if (name === 'b1' && value > 1) refuse(file, `holds ${value} at byte ${byte}, where a boolean is 0 or 1`)
  if (type.exact !== undefined && !Number.isSafeInteger(value)) {
    refuse(file, `holds ${type.exact(view, at, isLittleEndian)} at byte ${byte}; whole numbers must stay below 2^53`)
  }
  return value
}

/**
 * Half precision numbers (IEEE 754 binary16) out of their bits.
 *
 *   sign · exponent · fraction   1 · 5 · 10 bits
 *   exponent 0        ± fraction / 2²⁴                            subnormal, and ±0
 *   exponent 1 … 30   ± (2¹⁰ + fraction) · 2^exponent / 2²⁵       normal
 *   exponent 31       ± ∞ where fraction = 0, NaN elsewhere
 *
 * Exact: an integer of at most 41 bits, divided by a power of two; float32 and float64 hold every result.
 * Source: IEEE 754-2019, section 3.4. Fixture: float16.json.
 *
 * @param bits - 16 of them, as a whole number
 */
export function halfPrecision(bits: number): number {
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  const magnitude = magnitudeOf(exponent, fraction)
  return (bits & 0x8000) === 0 ? magnitude : -magnitude
}

function magnitudeOf(exponent: number, fraction: number): number {
  if (exponent === 0) return fraction / 16_777_216
  if (exponent < 31) return ((1024 + fraction) * (1 << exponent)) / 33_554_432
  return fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN
}
