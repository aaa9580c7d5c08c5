/**
 * Blocks: what a coarser level says of 8^L rows in a row. How eight become one depends on the shape of the series.
 *
 *   named columns  low = min, high = max, mean, last, each over the finite values of the block (NaN where it has none), and
 *                  how many are not finite; mean of a block of blocks = Σ meanᵢ·(finiteᵢ / Σ finite), divided first, so that
 *                  huge values do not overflow
 *   histograms     the sum of each count
 *
 * A row is a block of one, so that a level is made from the one below it in the same way throughout. The step of a block is
 * that of its last row.
 */
import { type SeriesShape, widthOf } from '../../contract/series'
import type { Rows } from './rowsCoding'

/** Blocks of a level that make one of the next; divides the rows of a chunk. */
export const levelFactor = 8

/** The five columns that a level has for each named column of the series. */
export const blockStatistics = ['low', 'high', 'mean', 'last', 'notFinite'] as const
export type BlockStatistic = (typeof blockStatistics)[number]

export function blockWidth(shape: SeriesShape): number {
  return 'columns' in shape ? shape.columns.length * blockStatistics.length : widthOf(shape)
}

/** Where in a level's row some statistics of a column stand; of a histogram there is one, the sum. */
export function blockPlaces(
  shape: SeriesShape,
  column: number,
  statistics: readonly BlockStatistic[] = blockStatistics,
): number[] {
  if (!('columns' in shape)) return [column]
  return statistics.map((statistic) => column * blockStatistics.length + blockStatistics.indexOf(statistic))
}

/** One column of blocks or rows, by statistic. */
export type BlockColumn<S extends BlockStatistic = BlockStatistic> = Readonly<Record<S, Float64Array>>

/** Values as blocks of one. */
export function blocksOfValues(values: Float64Array): BlockColumn {
  const finite = values.slice()
  const notFinite = new Float64Array(values.length)
  for (let index = 0; index < values.length; index++) {
    if (Number.isFinite(values[index]!)) continue
    finite[index] = Number.NaN
    notFinite[index] = 1
  }
  return { low: finite, high: finite, mean: finite, last: finite, notFinite }
}

/** Columns by the statistics they were read for. */
export function blocksOfLevel<S extends BlockStatistic>(
  statistics: readonly S[],
  columns: readonly Float64Array[],
): BlockColumn<S> {
  return Object.fromEntries(statistics.map((statistic, index) => [statistic, columns[index]!])) as BlockColumn<S>
}

/**
 * The blocks of the next level: one for every eight of `finer`, which hold 8^`level` rows each; the rest is left out.
 *
 * @param level - that of `finer`; 0 for rows
 */
export function coarserBlocks(shape: SeriesShape, finer: Rows, level: number): Rows {
  const count = Math.floor(finer.steps.length / levelFactor)
  const steps = Float64Array.from({ length: count }, (_, block) => finer.steps[(block + 1) * levelFactor - 1]!)
  if (!('columns' in shape)) return { steps, columns: finer.columns.map((counts) => sums(counts, count)) }
  const columns = shape.columns.flatMap((_, column) => {
    const places = level === 0 ? [column] : blockPlaces(shape, column)
    const parts = places.map((place) => finer.columns[place]!)
    return combined(
      level === 0 ? blocksOfValues(parts[0]!) : blocksOfLevel(blockStatistics, parts),
      count,
      levelFactor ** level,
    )
  })
  return { steps, columns }
}

function sums(counts: Float64Array, length: number): Float64Array {
  const totals = new Float64Array(length)
  for (let index = 0; index < length * levelFactor; index++) totals[Math.floor(index / levelFactor)]! += counts[index]!
  return totals
}

/** @param rows - how many a block of `finer` holds */
function combined(finer: BlockColumn, length: number, rows: number): Float64Array[] {
  const column = (): Float64Array => new Float64Array(length)
  const [low, high, mean, last, notFinite] = [column(), column(), column(), column(), column()]
  for (let block = 0; block < length; block++) {
    const first = block * levelFactor
    const end = first + levelFactor
    let least = Number.NaN
    let largest = Number.NaN
    let latest = Number.NaN
    let broken = 0
    for (let index = first; index < end; index++) {
      broken += finer.notFinite[index]!
      if (Number.isNaN(finer.last[index]!)) continue
      latest = finer.last[index]!
      if (!(least <= finer.low[index]!)) least = finer.low[index]!
      if (!(largest >= finer.high[index]!)) largest = finer.high[index]!
    }
    low[block] = least
    high[block] = largest
    mean[block] = meanOf(finer, first, rows, levelFactor * rows - broken)
    last[block] = latest
    notFinite[block] = broken
  }
  return [low, high, mean, last, notFinite]
}

function meanOf(finer: BlockColumn, first: number, rows: number, finite: number): number {
  let mean = finite === 0 ? Number.NaN : 0
  for (let index = first; index < first + levelFactor; index++) {
    const share = (rows - finer.notFinite[index]!) / finite
    if (share > 0) mean += finer.mean[index]! * share
  }
  return mean
}
