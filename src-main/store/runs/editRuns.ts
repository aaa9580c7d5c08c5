/** What a user changes of saved runs. Deleting is moving to the trash; only what lies there can be removed for good. */
import type { RunId } from '../../contract/identifiers'
import type { RunEdit } from '../../contract/run'
import { inTransaction, prepared, type WritableDb } from '../labDatabase'
import { removeUnusedConfigurations } from './configurations'
import { stateGuard } from './runStatus'

/** Null leaves a column as it is. */
const updateRun = `
  UPDATE runs SET name = coalesce(?, name), note = coalesce(?, note), colour = coalesce(?, colour),
    dash = coalesce(?, dash), is_visible = coalesce(?, is_visible)
  WHERE id = ?`
const removeTags = 'DELETE FROM run_tags WHERE run_id = ?'
const insertTag = 'INSERT INTO run_tags (run_id, position, tag) VALUES (?, ?, ?)'
const trashRun = 'UPDATE runs SET trashed_at_ms = coalesce(trashed_at_ms, ?) WHERE id = ?'
const restoreRun = 'UPDATE runs SET trashed_at_ms = NULL WHERE id = ?'
const removeRun = 'DELETE FROM runs WHERE id = ?'
const countTags = 'UPDATE runs SET tag_count = ? WHERE id = ?'

/**
 * The same edit for each run, all or none; `tags` takes the place of all tags, each kept once.
 *
 * @throws LabFailure `runNotFound`.
 */
export function editRuns(db: WritableDb, runs: readonly RunId[], edit: RunEdit): void {
  inTransaction(db, () => {
    const guard = stateGuard(db, 'editing')
    for (const run of runs) {
      guard(run, 'in the lab file', () => true)
      const isVisible = edit.isVisible === undefined ? null : Number(edit.isVisible)
      prepared(db, updateRun).run(
        edit.name ?? null,
        edit.note ?? null,
        edit.colour ?? null,
        edit.dash ?? null,
        isVisible,
        run,
      )
      if (edit.tags === undefined) continue
      prepared(db, removeTags).run(run)
      const tags = [...new Set(edit.tags)]
      for (const [position, tag] of tags.entries()) prepared(db, insertTag).run(run, position, tag)
      prepared(db, countTags).run(tags.length, run)
    }
  })
}

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
    removeUnusedConfigurations(db)
  })
}
