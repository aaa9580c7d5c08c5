/**
 * Columns of numbers as BLOBs: the bytes of a typed array, little-endian (asserted when a lab file is opened), so that
 * NaN and ±Infinity stay what they are.
 */
import { InvariantError } from '../contract/assertNever'

/** The bytes of the array, shared with it. */
export function encodeColumn(values: Float64Array | Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

/** @throws InvariantError when the BLOB is not a whole number of float64. */
export function decodeFloat64(bytes: Buffer): Float64Array {
  return new Float64Array(copied(bytes, Float64Array.BYTES_PER_ELEMENT))
}

/** @throws InvariantError when the BLOB is not a whole number of float32. */
export function decodeFloat32(bytes: Buffer): Float32Array {
  return new Float32Array(copied(bytes, Float32Array.BYTES_PER_ELEMENT))
}

/** SQLite's buffers start anywhere; typed arrays want their own alignment. */
function copied(bytes: Buffer, elementBytes: number): ArrayBuffer {
  if (bytes.byteLength % elementBytes !== 0) {
    throw new InvariantError(`column = ${bytes.byteLength} bytes, must be a multiple of ${elementBytes}`)
  }
  const copy = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(copy).set(bytes)
  return copy
}
