/** Deleting is moving to the trash; only what lies there can be removed for good. */
import type { RunId } from '../contract/identifiers'
import { inTransaction, prepared, type WritableDb } from './labDatabase'
import { stateGuard } from './stateGuard'

const trashRun = 'UPDATE runs SET trashed_at_ms = coalesce(trashed_at_ms, ?) WHERE id = ?'
const restoreRun = 'UPDATE runs SET trashed_at_ms = NULL WHERE id = ?'
const removeRun = 'DELETE FROM runs WHERE id = ?'
const removeExperiments = `
  DELETE FROM experiments WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.experiment_id = experiments.id)`
const removeGroups = `
  DELETE FROM groups WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.group_id = groups.id)`

/**
 * All of them or none. A second time changes nothing.
 *
 * @throws LabFailure `runNotFound`; `wrongState` for a run that is queued or running: it is stopped first.
 */
export function trashRuns(db: WritableDb, runs: readonly RunId[], atMs: number): void {
  inTransaction(db, () => {
    const guard = stateGuard(db, 'moving to the trash')
    for (const run of runs) {
      guard(run, 'finished', ({ status }) => status !== 'running' && status !== 'queued')
      prepared(db, trashRun).run(atMs, run)
    }
  })
}

/** @throws LabFailure `runNotFound`. A run that is not in the trash stays as it is. */
export function restoreRuns(db: WritableDb, runs: readonly RunId[]): void {
  inTransaction(db, () => {
    const guard = stateGuard(db, 'taking out of the trash')
    for (const run of runs) {
      guard(run, 'in the trash', () => true)
      prepared(db, restoreRun).run(run)
    }
  })
}

/**
 * Removes runs with all they recorded, and what no other run shares with them.
 *
 * @throws LabFailure `runNotFound`; `wrongState` for a run that is not in the trash.
 */
export function purgeRuns(db: WritableDb, runs: readonly RunId[]): void {
  inTransaction(db, () => {
    const guard = stateGuard(db, 'removing for good')
    for (const run of runs) {
      guard(run, 'in the trash', ({ isTrashed }) => isTrashed)
      prepared(db, removeRun).run(run)
    }
    prepared(db, removeExperiments).run()
    prepared(db, removeGroups).run()
  })
}
