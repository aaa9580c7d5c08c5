/**
 * Gives back the room of what was removed, in parts so small that nobody waits for them: first the pieces of series that are
 * gone (`removed_series` lists them), then the pages that are free, which move to the end of the file and are cut off.
 *
 * A crash between two parts loses nothing: what is left to do stands in the file.
 */
import { foldLog, inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'

// A series that is still there is never swept, whatever a damaged row says.
const firstRemoved = 'SELECT series_id FROM removed_series WHERE series_id NOT IN (SELECT id FROM series) LIMIT 1'
const removePieces = ['chunks', 'levels', 'tails'].map(
  (table) => `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE series_id = ? LIMIT 16)`,
)
const forgetSeries = 'DELETE FROM removed_series WHERE series_id = ?'
const pagesAtOnce = 32
/** Fewer free pages are soon used again by what is recorded. */
const fewestFreePages = 256

/** Whether there is enough to give back. */
export function isSweepDue(db: ReadableDb): boolean {
  return prepared(db, firstRemoved).get() !== undefined || freePages(db) >= fewestFreePages
}

/**
 * One part, in one transaction.
 *
 * @param isOver - asked often, whether the part has been long enough
 * @returns whether there is more
 */
export function sweep(db: WritableDb, isOver: () => boolean): boolean {
  const isMore = inTransaction(db, () => {
    for (;;) {
      if (!removePart(db) && !freePart(db)) return false
      if (isOver()) return true
    }
  })
  // The file gets shorter when the write-ahead log is folded into it.
  if (!isMore) foldLog(db)
  return isMore
}

function removePart(db: WritableDb): boolean {
  const removed = prepared<{ series_id: number }>(db, firstRemoved).get()
  if (removed === undefined) return false
  const { series_id: series } = removed
  for (const statement of removePieces) if (prepared(db, statement).run(series).changes > 0) return true
  prepared(db, forgetSeries).run(series)
  return true
}

function freePart(db: WritableDb): boolean {
  const free = freePages(db)
  if (free === 0) return false
  db.pragma(`incremental_vacuum(${pagesAtOnce})`)
  return freePages(db) < free
}

function freePages(db: ReadableDb): number {
  return Number(db.pragma('freelist_count', { simple: true }))
}
