/**
 * Visits points `from … end − 1` of a series in order, in blocks of one level where whole ones lie inside, and in finer
 * ones, down to single points, at both ends.
 */
import { InvariantError } from '../contract/assertNever'
import { type BlockColumns, blocksOfPoints, chunkPoints, levelFactor } from './blockColumns'
import type { ReadableDb } from './labDatabase'
import { readLevelRow } from './levelRows'
import { readPoints } from './readSeries'

/** Block `index` of `blocks` stands for `size` points from `firstPoint` on. */
export type VisitBlock = (blocks: BlockColumns, index: number, firstPoint: number, size: number) => void

/** @param wholePoints points in full chunks: the levels reach as far as these go. */
export function walkBlocks(
  db: ReadableDb,
  series: number,
  wholePoints: number,
  level: number,
  from: number,
  end: number,
  visit: VisitBlock,
): void {
  if (from >= end) return
  if (level === 0) {
    const { steps, values } = readPoints(db, series, from, end)
    const blocks = blocksOfPoints(steps, values)
    for (let index = 0; index < steps.length; index++) visit(blocks, index, from + index, 1)
    return
  }
  const size = levelFactor ** level
  const firstBlock = Math.ceil(from / size)
  const endBlock = Math.floor(Math.min(end, wholePoints) / size)
  if (firstBlock >= endBlock) {
    walkBlocks(db, series, wholePoints, level - 1, from, end, visit)
    return
  }
  walkBlocks(db, series, wholePoints, level - 1, from, firstBlock * size, visit)
  walkRows(db, series, level, firstBlock, endBlock, visit)
  walkBlocks(db, series, wholePoints, level - 1, endBlock * size, end, visit)
}

function walkRows(
  db: ReadableDb,
  series: number,
  level: number,
  firstBlock: number,
  endBlock: number,
  visit: VisitBlock,
): void {
  const size = levelFactor ** level
  for (let row = Math.floor(firstBlock / chunkPoints); row * chunkPoints < endBlock; row++) {
    const blocks = readLevelRow(db, series, level, row)
    if (blocks === undefined) throw new InvariantError(`level ${level} of series ${series} has no row ${row}`)
    const start = row * chunkPoints
    const low = Math.max(firstBlock, start)
    const high = Math.min(endBlock, start + chunkPoints)
    for (let block = low; block < high; block++) visit(blocks, block - start, block * size, size)
  }
}
