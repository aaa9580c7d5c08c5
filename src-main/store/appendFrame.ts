/** Stores a frame: every series it brings rows of, the run's progress, and its snapshots, in one transaction. */
import type { RunId } from '../contract/identifiers'
import { columnKeys, columnKeyText, type Frame } from '../contract/series'
import { inTransaction, type WritableDb } from './labDatabase'
import { type Progress, recordProgress } from './runs/runStatus'
import { appendPoints, openTail, type SeriesTail } from './seriesTail'
import { writeCheckpoint, writeSnapshot } from './snapshots'

type Tails = Map<string, SeriesTail>

const tailsOfHandles = new WeakMap<WritableDb, Map<RunId, Tails>>()

/**
 * @throws InvariantError when the rows of a series do not rise in steps.
 * @throws SqliteError when the frame cannot be stored; then nothing of it is.
 */
export function appendFrame(db: WritableDb, run: RunId, frame: Frame, progress: Progress): void {
  const tails = tailsOf(db, run)
  try {
    inTransaction(db, () => {
      for (const rows of frame.rows) {
        const { steps, values } = rows
        for (const [index, key] of columnKeys(rows).entries()) {
          const text = columnKeyText(key)
          const tail = tails.get(text) ?? openTail(db, run, key)
          tails.set(text, tail)
          appendPoints(db, tail, steps, values.subarray(index * steps.length, (index + 1) * steps.length))
        }
      }
      recordProgress(db, run, frame, progress)
      for (const moment of progress.kept ?? []) writeSnapshot(db, run, 'kept', moment)
      if (progress.checkpoint !== undefined) writeCheckpoint(db, run, progress.checkpoint)
    })
  } catch (thrown) {
    forgetTails(db, run)
    throw thrown
  }
}

/** Frees what was kept in memory for the next frame; called when a run has ended. */
export function forgetTails(db: WritableDb, run: RunId): void {
  tailsOfHandles.get(db)?.delete(run)
}

function tailsOf(db: WritableDb, run: RunId): Tails {
  let runs = tailsOfHandles.get(db)
  if (runs === undefined) {
    runs = new Map()
    tailsOfHandles.set(db, runs)
  }
  let tails = runs.get(run)
  if (tails === undefined) {
    tails = new Map()
    runs.set(run, tails)
  }
  return tails
}
