/**
 * Snapshots of runs: one to resume from (the latest), moments that were asked for, and what a run ended on.
 *
 * Invariants: a snapshot is there whole or not at all; what is read is what was written, or is refused by its name.
 */
import { crc32 } from 'node:zlib'
import type { LabFailure } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { z } from '../contract/schema'
import {
  type Checkpoint,
  type LoopMemory,
  loopMemorySchema,
  type Snapshot,
  type SnapshotArray,
  type SnapshotPurpose,
  snapshotArraySchema,
  snapshotPurposeSchema,
} from '../contract/snapshot'
import { keepArray, readArray } from './arrays'
import { inSnapshot, inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'
import { decodeNumber, encodeNumber } from './numberCodec'
import { damaged } from './seals'

const insertSnapshot = 'INSERT INTO snapshots (run_id, purpose, step, memory, checksum) VALUES (?, ?, ?, ?, ?)'
const insertArray = `
  INSERT INTO snapshot_arrays (snapshot_id, position, kind, name, shape, array_digest) VALUES (?, ?, ?, ?, ?, ?)`
const setStep = 'UPDATE runs SET checkpoint_step = ? WHERE id = ?'
/** The new one is inserted before the old one is removed: shared arrays are not rewritten. */
const removeOthers = 'DELETE FROM snapshots WHERE run_id = ? AND purpose = ? AND step >= ? AND step <= ? AND id <> ?'
const removeBehind = 'DELETE FROM snapshots WHERE run_id = ? AND purpose = ? AND step > ?'
const readNewest = `
  SELECT * FROM snapshots WHERE run_id = ? AND purpose = ? AND step <= ? ORDER BY step DESC LIMIT 1`
const readArrays = `
  SELECT kind, name, shape, array_digest FROM snapshot_arrays WHERE snapshot_id = ? ORDER BY position`
/** The snapshots that the row of a run promises. */
const readPromised = 'SELECT step, checkpoint_step, parameter_digest FROM runs WHERE id = ?'
const list = 'SELECT purpose, step FROM snapshots WHERE run_id = ? ORDER BY purpose, step'

interface SnapshotRow {
  readonly id: number
  readonly run_id: number
  readonly purpose: string
  readonly step: number
  readonly memory: string | null
  readonly checksum: number
}

interface ArrayRow {
  readonly kind: string
  readonly name: string
  readonly shape: string
  readonly array_digest: Buffer
}

interface PromisedRow {
  readonly step: number
  readonly checkpoint_step: number | null
  readonly parameter_digest: string | null
}

const anyStep = Number.MAX_SAFE_INTEGER

/** In place of the checkpoint before it. */
export function writeCheckpoint(db: WritableDb, run: RunId, { arrays, step, ...memory }: Checkpoint): void {
  inTransaction(db, () => {
    write(db, run, 'resume', { step, arrays }, memoryText(memory))
    prepared(db, setStep).run(step, run)
  })
}

/** In place of another result, or of the moment kept at the same step. */
export function writeSnapshot(db: WritableDb, run: RunId, purpose: 'kept' | 'result', snapshot: Snapshot): void {
  inTransaction(db, () => write(db, run, purpose, snapshot, null))
}

function write(
  db: WritableDb,
  run: RunId,
  purpose: SnapshotPurpose,
  { step, arrays }: Snapshot,
  memory: string | null,
): void {
  const rows = arrays.map(({ kind, name, shape, values }) => ({
    kind,
    name,
    shape: JSON.stringify(shape),
    array_digest: keepArray(db, values),
  }))
  const checksum = checksumOf({ run_id: run, purpose, step, memory }, rows)
  const { lastInsertRowid: id } = prepared(db, insertSnapshot).run(run, purpose, step, memory, checksum)
  for (const [position, { kind, name, shape, array_digest }] of rows.entries()) {
    prepared(db, insertArray).run(id, position, kind, name, shape, array_digest)
  }
  const [from, to] = purpose === 'kept' ? [step, step] : [0, anyStep]
  prepared(db, removeOthers).run(run, purpose, from, to, id)
}

/** Those of a purpose behind a step; of every step when left out. */
export function removeSnapshots(db: WritableDb, run: RunId, purpose: SnapshotPurpose, behind = -1): void {
  inTransaction(db, () => {
    prepared(db, removeBehind).run(run, purpose, behind)
    if (purpose === 'resume') prepared(db, setStep).run(null, run)
  })
}

export interface SnapshotPlace {
  readonly purpose: SnapshotPurpose
  readonly step: number
}

/** By purpose, then by step; their arrays are not read. */
export function listSnapshots(db: ReadableDb, run: RunId): SnapshotPlace[] {
  return prepared<{ purpose: string; step: number }>(db, list)
    .all(run)
    .map(({ purpose, step }) => ({ purpose: snapshotPurposeSchema.parse(purpose), step }))
}

/**
 * @throws LabFailure `damaged`, which names what is not as it was written
 * @throws ZodError when it is of a form that this program does not know
 */
export function readCheckpoint(db: ReadableDb, run: RunId): Checkpoint | undefined {
  return inSnapshot(db, () => {
    const row = newest(db, run, 'resume')
    if (row === undefined) return undefined
    const { step, arrays } = snapshotOf(db, row)
    return { step, arrays, ...memoryOf(row) }
  })
}

/**
 * @param step - of a kept moment; the newest when left out
 * @throws LabFailure `damaged`, which names what is not as it was written
 */
export function readSnapshot(
  db: ReadableDb,
  run: RunId,
  purpose: SnapshotPurpose,
  step = anyStep,
): Snapshot | undefined {
  return inSnapshot(db, () => {
    const row = newest(db, run, purpose, step)
    return row === undefined || (step !== anyStep && row.step !== step) ? undefined : snapshotOf(db, row)
  })
}

function newest(db: ReadableDb, run: RunId, purpose: SnapshotPurpose, step = anyStep): SnapshotRow | undefined {
  const row = prepared<SnapshotRow>(db, readNewest).get(run, purpose, step)
  const promised = row === undefined ? prepared<PromisedRow>(db, readPromised).get(run) : undefined
  if (promised === undefined || purpose === 'kept') return row
  const { checkpoint_step, parameter_digest } = promised
  const missing = purpose === 'resume' ? checkpoint_step : parameter_digest === null ? null : promised.step
  if (missing !== null) throw damagedSnapshot(db, { run_id: run, purpose, step: missing }, 'is missing')
  return undefined
}

function snapshotOf(db: ReadableDb, row: SnapshotRow): Snapshot {
  const rows = prepared<ArrayRow>(db, readArrays).all(row.id)
  if (checksumOf(row, rows) !== row.checksum)
    throw damagedSnapshot(db, row, 'is not what was stored (the list of its arrays)')
  return { step: row.step, arrays: rows.map((array) => arrayOf(db, row, array)) }
}

function arrayOf(db: ReadableDb, row: SnapshotRow, { kind, name, shape, array_digest }: ArrayRow): SnapshotArray {
  const values = readArray(db, array_digest)
  if (values === undefined) throw damagedSnapshot(db, row, `is not what was stored (${kind} ${name})`)
  return snapshotArraySchema.parse({ kind, name, shape: shapeSchema.parse(JSON.parse(shape)), values })
}

const shapeSchema = z.array(z.number().int())

const words: Readonly<Record<string, string>> = { resume: 'checkpoint', kept: 'kept moment', result: 'result' }

function damagedSnapshot(
  db: ReadableDb,
  { run_id, purpose, step }: Pick<SnapshotRow, 'run_id' | 'purpose' | 'step'>,
  fault: string,
): LabFailure {
  return damaged(db, { run: run_id, what: `its ${words[purpose] ?? 'snapshot'} at step ${step} ${fault}` })
}

/** Digests say what is in the arrays. */
function checksumOf(
  { run_id, purpose, step, memory }: Omit<SnapshotRow, 'id' | 'checksum'>,
  arrays: readonly ArrayRow[],
): number {
  const list = arrays.map(({ kind, name, shape, array_digest }) => [kind, name, shape, array_digest.toString('hex')])
  return crc32(JSON.stringify([run_id, purpose, step, memory, list]))
}

/** JSON has no NaN: a number that is not finite is kept as its text. */
function memoryText(memory: LoopMemory): string {
  return JSON.stringify(memory, (_key, value) => (typeof value === 'number' ? encodeNumber(value) : value))
}

function memoryOf({ memory }: SnapshotRow): LoopMemory {
  const stored: unknown = JSON.parse(memory ?? 'null', (_key, value) =>
    typeof value === 'string' ? decodeNumber(value) : value,
  )
  return loopMemorySchema.parse(stored)
}
