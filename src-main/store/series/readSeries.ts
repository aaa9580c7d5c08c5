/**
 * Whole series at full resolution, and where in one a step is. Pure functions of a database that is open for reading, so that
 * any thread can call them.
 */
import type { RunId } from '../../contract/identifiers'
import { firstAtOrAfter, type RecordedSeries, type SeriesKey, seriesKeyText } from '../../contract/series'
import { prepared, type ReadableDb } from '../labDatabase'
import { damaged } from '../seals'
import { chunkRows, type Rows } from './rowsCoding'
import { findSeries, readStoredSeries, type StoredSeries } from './seriesTable'
import { readRows } from './strand'

const stepsOfChunk = 'SELECT last_step FROM chunks WHERE series_id = ? AND chunk_index = ?'

/**
 * Which series a run has, whatever came first while it trained: diagnostics as they are listed, others behind them;
 * parameters as the run has them.
 *
 * @param kinds - of the diagnostics, in the order of their list; in the order they were first recorded when left out
 */
export function listSeries(db: ReadableDb, run: RunId, kinds: readonly string[] = []): RecordedSeries[] {
  const placeOf = ({ key }: RecordedSeries): number => {
    const place = kinds.indexOf(key.diagnostic)
    return place === -1 ? kinds.length : place
  }
  return readStoredSeries(db, run)
    .map(({ key, shape }) => ({ key, shape }))
    .sort((one, other) => placeOf(one) - placeOf(other))
}

/** Every row of a series; none when the run has no such series. @param places - of the columns; all when left out */
export function readSeries(db: ReadableDb, run: RunId, key: SeriesKey, places?: readonly number[]): Rows {
  const series = findSeries(db, run, key)
  return series === undefined
    ? { steps: new Float64Array(), columns: [] }
    : readRows(db, { series, level: 0 }, 0, series.rowCount, places)
}

/** How many rows of a series lie before `step`. */
export function rowsBefore(db: ReadableDb, series: StoredSeries, step: number): number {
  const { rowCount } = series
  if (rowCount === 0 || step > series.lastStep) return rowCount
  // What the heads of chunks say is only where to look: the rows read there are checked.
  let low = 0
  let high = Math.floor((rowCount - 1) / chunkRows)
  while (low < high) {
    const middle = (low + high) >>> 1
    const chunk = prepared<{ last_step: number }>(db, stepsOfChunk).get(series.id, middle)
    if (chunk !== undefined && chunk.last_step < step) low = middle + 1
    else high = middle
  }
  const from = Math.max(0, low * chunkRows - 1)
  const end = Math.min(rowCount, (low + 1) * chunkRows)
  const { steps } = readRows(db, { series, level: 0 }, from, end, [])
  const before = from + firstAtOrAfter(steps, step)
  const isInside = (before > from || from === 0) && before < end
  if (!isInside) {
    const what = `the steps of ${seriesKeyText(series.key)} are not what was stored`
    throw damaged(db, { run: series.run, what })
  }
  return before
}
