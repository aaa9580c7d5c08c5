/** The latest checkpoint of each run, whole and bit for bit; an older one goes in the transaction that brings it. */
import { type Checkpoint, checkpointSchema } from '../contract/checkpoint'
import type { RunId } from '../contract/identifiers'
import { inSnapshot, inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'
import { decodeNumber, encodeNumber, type StoredNumber } from './numberCodec'
import { decodeReals, encodeReals, type StoredReals } from './realsCodec'

const setStep = 'UPDATE runs SET checkpoint_step = ? WHERE id = ?'
const removeState = 'DELETE FROM run_states WHERE run_id = ?'
const insertState = `
  INSERT INTO run_states (run_id, format, elapsed_ms, first_loss, training_loss, best_training_loss, validation_loss,
    validation_accuracy)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const insertArray = `
  INSERT INTO state_arrays (run_id, position, kind, name, precision, value_column) VALUES (?, ?, ?, ?, ?, ?)`
const readState = `
  SELECT run_states.*, runs.checkpoint_step FROM run_states JOIN runs ON runs.id = run_states.run_id
  WHERE run_id = ?`
const readArrays = 'SELECT kind, name, precision, value_column FROM state_arrays WHERE run_id = ? ORDER BY position'

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

export function writeCheckpoint(db: WritableDb, run: RunId, checkpoint: Checkpoint): void {
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
    for (const [position, { kind, name, values }] of checkpoint.arrays.entries()) {
      const { precision, value_column } = encodeReals(values)
      prepared(db, insertArray).run(run, position, kind, name, precision, value_column)
    }
    prepared(db, setStep).run(checkpoint.step, run)
  })
}

/** Nothing is left to go on from. */
export function removeCheckpoint(db: WritableDb, run: RunId): void {
  inTransaction(db, () => {
    prepared(db, removeState).run(run)
    prepared(db, setStep).run(null, run)
  })
}

/** @throws ZodError when it is of a form that this program does not know. */
export function readCheckpoint(db: ReadableDb, run: RunId): Checkpoint | undefined {
  return inSnapshot(db, () => {
    const state = prepared<StateRow>(db, readState).get(run)
    if (state === undefined) return undefined
    type ArrayRow = StoredReals & { readonly kind: string; readonly name: string }
    return checkpointSchema.parse({
      format: state.format,
      step: state.checkpoint_step,
      elapsedMs: state.elapsed_ms,
      firstLoss: decodeNumber(state.first_loss),
      trainingLoss: decodeNumber(state.training_loss),
      bestTrainingLoss: decodeNumber(state.best_training_loss),
      validationLoss: decodeNumber(state.validation_loss),
      validationAccuracy: decodeNumber(state.validation_accuracy),
      arrays: prepared<ArrayRow>(db, readArrays)
        .all(run)
        .map((row) => ({ kind: row.kind, name: row.name, values: decodeReals(row) })),
    })
  })
}
