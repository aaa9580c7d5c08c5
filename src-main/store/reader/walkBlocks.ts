/**
 * Visits rows of a column in order, in blocks of 8^L rows where whole ones lie inside, and in finer ones, down to single rows, at
 * both ends: the cost is that of the blocks, not of the rows.
 */
import { type BlockColumn, levelFactor } from '../series/blocks'

/** What charts and facts need of a block. */
export const drawn = ['low', 'high', 'last', 'notFinite'] as const
export type DrawnColumn = BlockColumn<(typeof drawn)[number]>

/** Blocks of one level, which follow each other. */
export interface BlockPart {
  readonly steps: Float64Array
  /** One for each column that is read. */
  readonly columns: readonly DrawnColumn[]
  /** Row of the series that the first block begins with. */
  readonly firstRow: number
  /** Rows in a block. */
  readonly size: number
}

/** Where blocks come from: a stored series, or a smoothed one. */
export interface BlockSource {
  readonly rowCount: number
  /** How many whole blocks a level has; `rowCount` at level 0. */
  blockCount(level: number): number
  /** Single rows, as they are. */
  rows(from: number, end: number): { readonly steps: Float64Array; readonly values: readonly Float64Array[] }
  /** Blocks `first … end − 1` of a level. */
  read(level: number, first: number, end: number): BlockPart
}

/** @param visit - may end the walk by 'stop'. @returns 'stop' when it did */
export function walkBlocks(
  source: BlockSource,
  level: number,
  from: number,
  end: number,
  visit: (part: BlockPart) => 'stop' | undefined,
): 'stop' | undefined {
  if (from >= end) return undefined
  const size = levelFactor ** level
  const first = Math.ceil(from / size)
  const last = Math.min(Math.floor(end / size), level === 0 ? end : source.blockCount(level))
  if (level === 0) return visit(source.read(0, from, end))
  if (first >= last) return walkBlocks(source, level - 1, from, end, visit)
  return (
    walkBlocks(source, level - 1, from, first * size, visit) ??
    visit(source.read(level, first, last)) ??
    walkBlocks(source, level - 1, last * size, end, visit)
  )
}

/** The coarsest level of which so many blocks cover the rows; 0 = the rows themselves. */
export function coarsestLevel(rows: number, fewestBlocks: number): number {
  let level = 0
  for (let size = levelFactor; rows / size >= fewestBlocks; size *= levelFactor) level += 1
  return level
}
