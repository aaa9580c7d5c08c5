/**
 * The latest checkpoint of each run, bit for bit; an older one goes in the transaction that brings it.
 *
 * Invariant: arrays that the run ended on are kept once, as its result; they are written out before that is removed.
 */
import { InvariantError } from '../contract/assertNever'
import { type Checkpoint, checkpointSchema, type StateArray } from '../contract/checkpoint'
import type { RunId } from '../contract/identifiers'
import type { ParameterTensor } from '../contract/tensor'
import { inSnapshot, inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'
import { decodeNumber, encodeNumber, type StoredNumber } from './numberCodec'
import { readParameters } from './parameters'
import { decodeReals, encodeReals, type StoredReals } from './realsCodec'
import { resultArrays } from './resultArrays'

const setStep = 'UPDATE runs SET checkpoint_step = ? WHERE id = ?'
const removeState = 'DELETE FROM run_states WHERE run_id = ?'
const insertState = `
  INSERT INTO run_states (run_id, format, elapsed_ms, first_loss, training_loss, best_training_loss, validation_loss,
    validation_accuracy)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const insertArray = `
  INSERT INTO state_arrays (run_id, position, kind, name, precision, value_column, is_in_result)
  VALUES (?, ?, ?, ?, ?, ?, ?)`
const writeOut = `
  UPDATE state_arrays SET value_column = ?, is_in_result = 0 WHERE run_id = ? AND position = ? AND is_in_result = 1`
const readState = `
  SELECT run_states.*, runs.checkpoint_step FROM run_states JOIN runs ON runs.id = run_states.run_id
  WHERE run_id = ?`
const readArrays = `
  SELECT kind, name, precision, value_column, is_in_result FROM state_arrays WHERE run_id = ? ORDER BY position`

interface StateRow {
  readonly checkpoint_step: number
  readonly format: number
  readonly elapsed_ms: number
  readonly first_loss: StoredNumber
  readonly training_loss: StoredNumber
  readonly best_training_loss: StoredNumber
  readonly validation_loss: StoredNumber
  readonly validation_accuracy: StoredNumber
}

type ArrayRow = StoredReals & { readonly kind: string; readonly name: string; readonly is_in_result: number }

const nothing = Buffer.alloc(0)

/** @param result - what the run ended on, kept beside it; empty where it has not ended */
export function writeCheckpoint(
  db: WritableDb,
  run: RunId,
  checkpoint: Checkpoint,
  result: readonly ParameterTensor[] = [],
): void {
  const kept = resultArrays(result)
  inTransaction(db, () => {
    removeCheckpoint(db, run)
    prepared(db, insertState).run(
      run,
      checkpoint.format,
      checkpoint.elapsedMs,
      encodeNumber(checkpoint.firstLoss),
      encodeNumber(checkpoint.trainingLoss),
      encodeNumber(checkpoint.bestTrainingLoss),
      encodeNumber(checkpoint.validationLoss),
      encodeNumber(checkpoint.validationAccuracy),
    )
    for (const [position, array] of checkpoint.arrays.entries()) {
      const { precision, value_column } = encodeReals(array.values)
      const isInResult = kept.some((other) => isSame(array, other))
      const own = isInResult ? nothing : value_column
      prepared(db, insertArray).run(run, position, array.kind, array.name, precision, own, Number(isInResult))
    }
    prepared(db, setStep).run(checkpoint.step, run)
  })
}

/** Before the run's result is removed: what was kept there alone is kept here. @param checkpoint - as it was read */
export function detachCheckpoint(db: WritableDb, run: RunId, checkpoint: Checkpoint): void {
  inTransaction(db, () => {
    for (const [position, { values }] of checkpoint.arrays.entries()) {
      prepared(db, writeOut).run(encodeReals(values).value_column, run, position)
    }
  })
}

/** Nothing is left to go on from. */
export function removeCheckpoint(db: WritableDb, run: RunId): void {
  inTransaction(db, () => {
    prepared(db, removeState).run(run)
    prepared(db, setStep).run(null, run)
  })
}

/**
 * @throws ZodError when it is of a form that this program does not know.
 * @throws InvariantError when it names an array of the run's result that is not there.
 */
export function readCheckpoint(db: ReadableDb, run: RunId): Checkpoint | undefined {
  return inSnapshot(db, () => {
    const state = prepared<StateRow>(db, readState).get(run)
    if (state === undefined) return undefined
    const rows = prepared<ArrayRow>(db, readArrays).all(run)
    const result = rows.some(isShared) ? resultArrays(readParameters(db, run)) : []
    return checkpointSchema.parse({
      format: state.format,
      step: state.checkpoint_step,
      elapsedMs: state.elapsed_ms,
      firstLoss: decodeNumber(state.first_loss),
      trainingLoss: decodeNumber(state.training_loss),
      bestTrainingLoss: decodeNumber(state.best_training_loss),
      validationLoss: decodeNumber(state.validation_loss),
      validationAccuracy: decodeNumber(state.validation_accuracy),
      arrays: rows.map((row) => ({ kind: row.kind, name: row.name, values: valuesOf(run, row, result) })),
    })
  })
}

function isShared({ is_in_result }: ArrayRow): boolean {
  return is_in_result === 1
}

function valuesOf(run: RunId, row: ArrayRow, result: readonly StateArray[]): StateArray['values'] {
  if (!isShared(row)) return decodeReals(row)
  const kept = result.find(({ kind, name }) => kind === row.kind && name === row.name)
  if (kept === undefined) throw new InvariantError(`run ${run} has no ${row.kind} ${row.name}, must have it as result`)
  return kept.values
}

/** Bit for bit, so that nothing is lost by keeping one of them. */
function isSame(one: StateArray, other: StateArray): boolean {
  if (one.kind !== other.kind || one.name !== other.name) return false
  const [own, its] = [encodeReals(one.values), encodeReals(other.values)]
  return own.precision === its.precision && own.value_column.equals(its.value_column)
}
