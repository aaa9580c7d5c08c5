/** What a user changes of saved runs. */
import type { RunId } from '../contract/identifiers'
import type { RunEdit } from '../contract/run'
import { inTransaction, prepared, type WritableDb } from './labDatabase'
import { stateGuard } from './stateGuard'

/** Null leaves a column as it is. */
const updateRun = `
  UPDATE runs SET name = coalesce(?, name), note = coalesce(?, note), colour = coalesce(?, colour),
    dash = coalesce(?, dash), is_visible = coalesce(?, is_visible)
  WHERE id = ?`
const removeTags = 'DELETE FROM run_tags WHERE run_id = ?'
const insertTag = 'INSERT INTO run_tags (run_id, position, tag) VALUES (?, ?, ?)'

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
      for (const [position, tag] of [...new Set(edit.tags)].entries()) prepared(db, insertTag).run(run, position, tag)
    }
  })
}
