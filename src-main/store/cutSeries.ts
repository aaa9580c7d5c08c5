/**
 * Takes every row behind a step out of the series of a run, levels too, as if it had never been recorded.
 *
 * Of the levels that hold blocks of 8^L points, those stay that lie in full chunks whole (`growLevels.ts`).
 */
import type { RunId } from '../contract/identifiers'
import { forgetTails } from './appendFrame'
import { chunkPoints, levelFactor } from './blockColumns'
import { inTransaction, prepared, type WritableDb } from './labDatabase'
import { readLevelRow, writeLevelRow } from './levelRows'
import { findSeries, listColumns, pointsBefore, readPoints, seriesLength } from './readSeries'
import { appendPoints, openTail } from './seriesTail'

const removeSeries = 'DELETE FROM series WHERE id = ?'
const removeChunks = 'DELETE FROM chunks WHERE series_id = ? AND chunk_index >= ?'
const levelsOf = 'SELECT DISTINCT level FROM levels WHERE series_id = ?'
const removeRows = 'DELETE FROM levels WHERE series_id = ? AND level = ? AND row_index >= ?'

/** @param step - the last one whose rows stay */
export function cutSeries(db: WritableDb, run: RunId, step: number): void {
  inTransaction(db, () => {
    forgetTails(db, run)
    for (const key of listColumns(db, run)) {
      const series = findSeries(db, run, key)
      if (series === undefined) continue
      const length = seriesLength(db, series)
      const kept = pointsBefore(db, series, step + 1, length)
      if (kept === length) continue
      if (kept === 0) {
        prepared(db, removeSeries).run(series)
        continue
      }
      const chunks = Math.floor(kept / chunkPoints)
      const rest = readPoints(db, series, chunks * chunkPoints, kept)
      prepared(db, removeChunks).run(series, chunks)
      appendPoints(db, openTail(db, run, key), rest.steps, rest.values)
      cutLevels(db, series, chunks * chunkPoints)
    }
  })
}

/** @param points - those in full chunks */
function cutLevels(db: WritableDb, series: number, points: number): void {
  for (const { level } of prepared<{ level: number }>(db, levelsOf).all(series)) {
    const kept = Math.floor(points / levelFactor ** level)
    const rowIndex = Math.floor(kept / chunkPoints)
    const count = kept % chunkPoints
    const blocks = count === 0 ? undefined : readLevelRow(db, series, level, rowIndex)
    prepared(db, removeRows).run(series, level, rowIndex)
    if (blocks !== undefined) writeLevelRow(db, series, level, { rowIndex, count, blocks })
  }
}
