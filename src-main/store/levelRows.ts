/** Rows of the coarser levels: 1,024 blocks each, the last one of a level growing. */
import { type BlockColumns, chunkPoints, emptyBlocks } from './blockColumns'
import { decodeFloat64, encodeColumn } from './columnCodec'
import { prepared, type ReadableDb, type WritableDb } from './labDatabase'

const columns = 'step_column, low_column, high_column, mean_column, last_column, non_finite_column'
const writeRow = `
  INSERT INTO levels (series_id, level, row_index, block_count, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (series_id, level, row_index) DO UPDATE SET block_count = excluded.block_count,
    step_column = excluded.step_column, low_column = excluded.low_column, high_column = excluded.high_column,
    mean_column = excluded.mean_column, last_column = excluded.last_column,
    non_finite_column = excluded.non_finite_column`
const readRow = `SELECT row_index, block_count, ${columns} FROM levels
  WHERE series_id = ? AND level = ? AND row_index = ?`
const readLastRow = `SELECT row_index, block_count, ${columns} FROM levels
  WHERE series_id = ? AND level = ? ORDER BY row_index DESC LIMIT 1`

interface StoredRow {
  readonly row_index: number
  readonly block_count: number
  readonly step_column: Buffer
  readonly low_column: Buffer
  readonly high_column: Buffer
  readonly mean_column: Buffer
  readonly last_column: Buffer
  readonly non_finite_column: Buffer | null
}

/** The row of a level that is not full: `blocks` has room for a whole row, `count` of it are there. */
export interface OpenRow {
  rowIndex: number
  count: number
  readonly blocks: BlockColumns
}

export function writeLevelRow(db: WritableDb, series: number, level: number, row: OpenRow): void {
  const { steps, low, high, mean, last, nonFinite } = row.blocks
  const part = (column: Float64Array): Buffer => encodeColumn(column.subarray(0, row.count))
  const hasNonFinite = nonFinite.subarray(0, row.count).some((count) => count > 0)
  prepared(db, writeRow).run(
    series,
    level,
    row.rowIndex,
    row.count,
    part(steps),
    part(low),
    part(high),
    part(mean),
    part(last),
    hasNonFinite ? part(nonFinite) : null,
  )
}

/** A whole row, or undefined when the level has no such row. */
export function readLevelRow(db: ReadableDb, series: number, level: number, row: number): BlockColumns | undefined {
  const stored = prepared<StoredRow>(db, readRow).get(series, level, row)
  return stored === undefined ? undefined : decodeRow(stored)
}

/** The row that the level goes on in, out of the file. */
export function readOpenRow(db: ReadableDb, series: number, level: number): OpenRow {
  const blocks = emptyBlocks(chunkPoints)
  const stored = prepared<StoredRow>(db, readLastRow).get(series, level)
  if (stored === undefined) return { rowIndex: 0, count: 0, blocks }
  if (stored.block_count === chunkPoints) return { rowIndex: stored.row_index + 1, count: 0, blocks }
  const known = decodeRow(stored)
  blocks.steps.set(known.steps)
  blocks.low.set(known.low)
  blocks.high.set(known.high)
  blocks.mean.set(known.mean)
  blocks.last.set(known.last)
  blocks.nonFinite.set(known.nonFinite)
  return { rowIndex: stored.row_index, count: stored.block_count, blocks }
}

function decodeRow(row: StoredRow): BlockColumns {
  return {
    steps: decodeFloat64(row.step_column),
    low: decodeFloat64(row.low_column),
    high: decodeFloat64(row.high_column),
    mean: decodeFloat64(row.mean_column),
    last: decodeFloat64(row.last_column),
    nonFinite:
      row.non_finite_column === null ? new Float64Array(row.block_count) : decodeFloat64(row.non_finite_column),
  }
}
