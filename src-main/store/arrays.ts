/**
 * Arrays of either precision under the digest of what they hold, so that each is kept once, however many snapshots name
 * it. An array goes with the last snapshot that names it, by a trigger of the lab file.
 *
 * Invariant: what is read has the digest that it is kept under.
 */
import { createHash } from 'node:crypto'
import { InvariantError } from '../contract/assertNever'
import type { SnapshotArray } from '../contract/snapshot'
import { prepared, type ReadableDb, type WritableDb } from './labDatabase'

type Reals = SnapshotArray['values']

/** One that is there already is written only where its bytes are damaged. */
const keep = `
  INSERT INTO arrays (digest, precision, bytes) VALUES (?, ?, ?)
  ON CONFLICT (digest) DO UPDATE SET precision = excluded.precision, bytes = excluded.bytes
  WHERE bytes <> excluded.bytes OR precision <> excluded.precision`
const read = 'SELECT precision, bytes FROM arrays WHERE digest = ?'

interface ArrayRow {
  readonly precision: string
  readonly bytes: Buffer
}

/** Kept until the last snapshot that names it goes. @returns the digest that a snapshot is to name */
export function keepArray(db: WritableDb, values: Reals): Buffer {
  const row = rowOf(values)
  const digest = digestOf(row)
  prepared(db, keep).run(digest, row.precision, row.bytes)
  return digest
}

/** Undefined where it is missing, or is not what was kept. */
export function readArray(db: ReadableDb, digest: Buffer): Reals | undefined {
  const row = prepared<ArrayRow>(db, read).get(digest)
  if (row === undefined || !digestOf(row).equals(digest)) return undefined
  return row.precision === 'float32' ? decodeFloat32(row.bytes) : decodeFloat64(row.bytes)
}

function rowOf(values: Reals): ArrayRow {
  return { precision: values instanceof Float32Array ? 'float32' : 'float64', bytes: encodeColumn(values) }
}

/** Both words for a precision are seven letters long, so none of them runs into the bytes. */
function digestOf({ precision, bytes }: ArrayRow): Buffer {
  return createHash('sha256').update(precision).update(bytes).digest()
}

/**
 * The bytes of a typed array, shared with it: little-endian (asserted when a lab file is opened), so that NaN and
 * ±Infinity stay what they are.
 */
function encodeColumn(values: Float64Array | Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

/** @throws InvariantError when the BLOB is not a whole number of float64. */
function decodeFloat64(bytes: Buffer): Float64Array {
  return new Float64Array(copied(bytes, Float64Array.BYTES_PER_ELEMENT))
}

/** @throws InvariantError when the BLOB is not a whole number of float32. */
function decodeFloat32(bytes: Buffer): Float32Array {
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
