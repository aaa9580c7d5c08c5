/**
 * Carries a chunk that has just filled into the coarser levels: 128 blocks of 8 points, 16 of 64, 2 of 512, and from
 * there one whenever eight of the level below are whole.
 *
 * Invariant: a level holds whole blocks only, so the rest of a series is always in finer levels, at last in its chunks.
 */
import { blocksOfPoints, chunkPoints, combineBlocks, levelFactor } from './blockColumns'
import type { WritableDb } from './labDatabase'
import { type OpenRow, readOpenRow, writeLevelRow } from './levelRows'

/** Open rows by level, from level 1 at index 0; filled from the file as they are needed. */
export type OpenLevels = OpenRow[]

/** @param steps, values the whole chunk, 1,024 points each. */
export function growLevels(
  db: WritableDb,
  series: number,
  open: OpenLevels,
  steps: Float64Array,
  values: Float64Array,
): void {
  let finer = blocksOfPoints(steps, values)
  let first = 0
  let end = chunkPoints
  let blockPoints = 1
  const touched: OpenRow[] = []
  for (let level = 1; ; level++) {
    const whole = wholeGroups(first, end)
    if (whole.count === 0) break
    const row = openRow(db, series, open, level)
    const firstNew = row.count
    for (let group = 0; group < whole.count; group++) {
      combineBlocks(row.blocks, row.count, finer, whole.start + group * levelFactor, blockPoints)
      row.count += 1
    }
    writeLevelRow(db, series, level, row)
    touched.push(row)
    finer = row.blocks
    first = firstNew
    end = row.count
    blockPoints *= levelFactor
  }
  for (const row of touched) {
    if (row.count < chunkPoints) continue
    row.rowIndex += 1
    row.count = 0
  }
}

/** Groups of eight that became whole when blocks `first … end − 1` of a row were added. */
function wholeGroups(first: number, end: number): { readonly start: number; readonly count: number } {
  const start = first - (first % levelFactor)
  return { start, count: Math.floor((end - start) / levelFactor) }
}

function openRow(db: WritableDb, series: number, open: OpenLevels, level: number): OpenRow {
  let row = open[level - 1]
  if (row === undefined) {
    row = readOpenRow(db, series, level)
    open[level - 1] = row
  }
  return row
}
