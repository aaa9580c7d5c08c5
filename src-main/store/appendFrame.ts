/** Stores a frame: every series it brings rows of, the run's progress, and its snapshots, in one transaction. */
import type { RunId } from '../contract/identifiers'
import type { Frame } from '../contract/series'
import { inTransaction, type WritableDb } from './labDatabase'
import { type Progress, recordProgress } from './runs/runStatus'
import { appendRows } from './series/appendRows'
import { writeCheckpoint, writeSnapshot } from './snapshots'

/**
 * @throws InvariantError when the rows of a series do not rise in steps.
 * @throws SqliteError when the frame cannot be stored; then nothing of it is.
 */
export function appendFrame(db: WritableDb, run: RunId, frame: Frame, progress: Progress): void {
  inTransaction(db, () => {
    for (const rows of frame.rows) appendRows(db, run, rows)
    recordProgress(db, run, frame, progress)
    for (const moment of progress.kept ?? []) writeSnapshot(db, run, 'kept', moment)
    if (progress.checkpoint !== undefined) writeCheckpoint(db, run, progress.checkpoint)
  })
}
