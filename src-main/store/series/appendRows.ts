/**
 * Series grow by the rows of frames, are closed when their run ends, and are cut when it goes on from an earlier step.
 *
 * Levels grow when a chunk is full: 128 blocks of 8 rows, 16 of 64, 2 of 512, and from there one whenever eight of the level
 * below are whole. So a level holds whole blocks of full chunks only, and the rest of a series is always in finer levels, at
 * last in its rows.
 *
 * Invariant: rows and blocks are the same whatever frames brought them, and however often they were cut and brought again; once
 * a series is closed, so is every byte of it but its ids.
 */
import { InvariantError } from '../../contract/assertNever'
import { LabFailure } from '../../contract/errors'
import type { RunId } from '../../contract/identifiers'
import { type SeriesRows, seriesKeyText, widthOf } from '../../contract/series'
import { inTransaction, prepared, type ReadableDb, type WritableDb } from '../labDatabase'
import { coarserBlocks, levelFactor } from './blocks'
import { rowsBefore } from './readSeries'
import { chunkRows, joinedRows, type Rows } from './rowsCoding'
import { keepLength, openSeries, readStoredSeries, removeSeries, type StoredSeries } from './seriesTable'
import { closeStrand, cutStrand, extendStrand, readRows } from './strand'

const openLevels = 'SELECT DISTINCT level FROM tails WHERE series_id = ?'

/**
 * Adds rows behind the last one of their series; one that the run does not have yet is begun.
 *
 * @throws InvariantError when the columns are not as long as the steps, or the steps are not whole numbers that rise.
 * @throws LabFailure `damaged` when what they are added to is not what was stored.
 */
export function appendRows(db: WritableDb, run: RunId, recorded: SeriesRows): void {
  const rows = rowsOf(recorded)
  if (rows.steps.length === 0) return
  inTransaction(db, () => {
    const series = openSeries(db, run, recorded)
    assertRising(series, rows.steps)
    const { rowCount } = series
    const whole = extendStrand(db, { series, level: 0 }, rowCount, rows)
    if (whole !== null) growLevels(db, series, rowCount - (rowCount % chunkRows), whole)
    keepLength(db, series, rowCount + rows.steps.length, rows.steps.at(-1)!)
  })
}

function rowsOf({ key, shape, steps, values }: SeriesRows): Rows {
  const width = widthOf(shape)
  const count = steps.length
  if (values.length !== width * count) {
    throw new InvariantError(`values of ${seriesKeyText(key)} = ${values.length}, must be ${width} · ${count} steps`)
  }
  return {
    steps,
    columns: Array.from({ length: width }, (_, index) => values.subarray(index * count, (index + 1) * count)),
  }
}

function assertRising({ rowCount, lastStep }: StoredSeries, steps: Float64Array): void {
  let last = rowCount === 0 ? -1 : lastStep
  for (const step of steps) {
    if (!Number.isSafeInteger(step)) throw new InvariantError(`step = ${step}, must be a whole number`)
    if (step <= last) throw new InvariantError(`step = ${step}, must be above ${last}`)
    last = step
  }
}

/** @param finer - rows that fill chunks, from row `first` on */
function growLevels(db: WritableDb, series: StoredSeries, first: number, finer: Rows): void {
  let blocks = finer
  let firstBlock = first
  for (let level = 1; ; level++) {
    const lead = firstBlock % levelFactor
    const before = { series, level: level - 1 }
    // Of the eight that make the next block some may be stored already.
    if (lead > 0) blocks = joinedRows(readRows(db, before, firstBlock - lead, firstBlock), blocks)
    blocks = coarserBlocks(series.shape, blocks, level - 1)
    if (blocks.steps.length === 0) return
    firstBlock = (firstBlock - lead) / levelFactor
    extendStrand(db, { series, level }, firstBlock, blocks)
  }
}

/** How many blocks a level has. */
export function blockCount(rowCount: number, level: number): number {
  return Math.floor((rowCount - (rowCount % chunkRows)) / levelFactor ** level)
}

function strandLength(rowCount: number, level: number): number {
  return level === 0 ? rowCount : blockCount(rowCount, level)
}

/** Reads of every piece of a series, its levels included; each throws `damaged` by itself. */
export function* readsOfPieces(db: ReadableDb, series: StoredSeries): Generator<() => void, void, undefined> {
  for (let level = 0; strandLength(series.rowCount, level) > 0; level++) {
    const length = strandLength(series.rowCount, level)
    for (let from = 0; from < length; from += chunkRows) {
      yield () => void readRows(db, { series, level }, from, Math.min(length, from + chunkRows))
    }
  }
}

/** Called when a run ends: what came in many pieces is one from now on. */
export function closeSeries(db: WritableDb, run: RunId): void {
  inTransaction(db, () => {
    for (const series of unlessDamaged(() => readStoredSeries(db, run)) ?? []) {
      for (const { level } of prepared<{ level: number }>(db, openLevels).all(series.id)) {
        unlessDamaged(() => closeStrand(db, { series, level }, strandLength(series.rowCount, level)))
      }
    }
  })
}

/** A run ends whatever state its rows are in; whoever reads them is told. */
function unlessDamaged<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (thrown) {
    if (thrown instanceof LabFailure && thrown.error.kind === 'damaged') return undefined
    throw thrown
  }
}

/**
 * Takes every row behind a step out of the series of a run, levels too, as if it had never been recorded.
 *
 * @param step - the last one whose rows stay
 */
export function cutSeries(db: WritableDb, run: RunId, step: number): void {
  inTransaction(db, () => {
    for (const series of readStoredSeries(db, run)) {
      const kept = rowsBefore(db, series, step + 1)
      if (kept === 0) removeSeries(db, series)
      else if (kept < series.rowCount) cutRows(db, series, kept)
    }
  })
}

function cutRows(db: WritableDb, series: StoredSeries, kept: number): void {
  const lastStep = stepOfRow(db, series, kept - 1)
  for (let level = 0; strandLength(series.rowCount, level) > 0; level++) {
    cutStrand(db, { series, level }, strandLength(kept, level))
  }
  keepLength(db, series, kept, lastStep)
}

function stepOfRow(db: ReadableDb, series: StoredSeries, row: number): number {
  return readRows(db, { series, level: 0 }, row, row + 1, []).steps[0]!
}
