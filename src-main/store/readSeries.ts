/** Whole series at full resolution, and where in one a step is. */
import type { RunId } from '../contract/identifiers'
import { type ColumnKey, type RecordedSeries, seriesKeyText } from '../contract/series'
import { chunkPoints } from './blockColumns'
import { decodeFloat64 } from './columnCodec'
import { prepared, type ReadableDb } from './labDatabase'

export interface SeriesColumns {
  readonly steps: Float64Array
  /** As long as `steps`; NaN and ±Infinity as they were recorded. */
  readonly values: Float64Array
}

const listKeys = `
  SELECT diagnostic, column_name AS "column", parameter FROM series WHERE run_id = ? ORDER BY id`
const findSeriesId = `
  SELECT id FROM series WHERE run_id = ? AND diagnostic = ? AND column_name = ? AND parameter = ?`
const lengthOfSeries = `
  SELECT chunk_index, point_count FROM chunks WHERE series_id = ? ORDER BY chunk_index DESC LIMIT 1`
const readChunks = `
  SELECT chunk_index, step_column, value_column FROM chunks
  WHERE series_id = ? AND chunk_index BETWEEN ? AND ? ORDER BY chunk_index`
const chunkOfStep = `
  SELECT chunk_index, step_column FROM chunks WHERE series_id = ? AND last_step >= ? ORDER BY last_step LIMIT 1`

/** Which series a run has, in the order they were first recorded. */
export function listSeries(db: ReadableDb, run: RunId): RecordedSeries[] {
  const series = new Map<
    string,
    { readonly key: RecordedSeries['key']; readonly shape: { readonly columns: string[] } }
  >()
  for (const { diagnostic, parameter, column } of listColumns(db, run)) {
    const key = { diagnostic, parameter }
    const known = series.get(seriesKeyText(key))
    if (known === undefined) series.set(seriesKeyText(key), { key, shape: { columns: [column] } })
    else known.shape.columns.push(column)
  }
  return [...series.values()]
}

/** Every column that a run has, in the order they were first recorded. */
export function listColumns(db: ReadableDb, run: RunId): ColumnKey[] {
  return prepared<ColumnKey>(db, listKeys).all(run)
}

/** Every point of a series; empty columns when the run has none of it. */
export function readSeries(db: ReadableDb, run: RunId, key: ColumnKey): SeriesColumns {
  const series = findSeries(db, run, key)
  return series === undefined
    ? { steps: new Float64Array(), values: new Float64Array() }
    : readPoints(db, series, 0, seriesLength(db, series))
}

/** The id of a series inside the file. */
export function findSeries(db: ReadableDb, run: RunId, key: ColumnKey): number | undefined {
  return prepared<{ id: number }>(db, findSeriesId).get(run, key.diagnostic, key.column, key.parameter)?.id
}

/** Points in a series. */
export function seriesLength(db: ReadableDb, series: number): number {
  const last = prepared<{ chunk_index: number; point_count: number }>(db, lengthOfSeries).get(series)
  return last === undefined ? 0 : last.chunk_index * chunkPoints + last.point_count
}

/** Points `from … end − 1` of a series, counted from 0. */
export function readPoints(db: ReadableDb, series: number, from: number, end: number): SeriesColumns {
  const length = Math.max(0, end - from)
  const steps = new Float64Array(length)
  const values = new Float64Array(length)
  if (length === 0) return { steps, values }
  type Chunk = { readonly chunk_index: number; readonly step_column: Buffer; readonly value_column: Buffer }
  const firstChunk = Math.floor(from / chunkPoints)
  const lastChunk = Math.floor((end - 1) / chunkPoints)
  for (const chunk of prepared<Chunk>(db, readChunks).iterate(series, firstChunk, lastChunk)) {
    const start = chunk.chunk_index * chunkPoints
    const low = Math.max(from, start) - start
    const high = Math.min(end, start + chunkPoints) - start
    steps.set(decodeFloat64(chunk.step_column).subarray(low, high), start + low - from)
    values.set(decodeFloat64(chunk.value_column).subarray(low, high), start + low - from)
  }
  return { steps, values }
}

/** How many points of a series of `length` points lie before `step`. */
export function pointsBefore(db: ReadableDb, series: number, step: number, length: number): number {
  const chunk = prepared<{ chunk_index: number; step_column: Buffer }>(db, chunkOfStep).get(series, step)
  if (chunk === undefined) return length
  const steps = decodeFloat64(chunk.step_column)
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (steps[middle]! < step) low = middle + 1
    else high = middle
  }
  return chunk.chunk_index * chunkPoints + low
}
