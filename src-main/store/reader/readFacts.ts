/**
 * What sentences say of a column, exactly: first, last, lowest and highest value with their steps, the first step below a level,
 * and the band that the end of a run stays in.
 *
 * The levels make it cheap: the block that holds an answer is found first, then the row in it. Nothing depends on how wide a chart
 * is, where it is zoomed to, or how it is smoothed.
 */
import { commonLevel } from '../../analysis/conclusions/concludeFirstBelow'
import { hasSettled } from '../../analysis/conclusions/concludeLimitCycle'
import type { RunId } from '../../contract/identifiers'
import {
  type ColumnFacts,
  type ColumnKey,
  columnNames,
  type FactsRequest,
  type SeriesFacts,
} from '../../contract/series'
import { inSnapshot, type ReadableDb } from '../labDatabase'
import { levelFactor } from '../series/blocks'
import { findSeries } from '../series/seriesTable'
import { StoredColumns } from './readSeriesWindow'
import { type BlockPart, type BlockSource, coarsestLevel, type DrawnColumn, walkBlocks } from './walkBlocks'

/** Blocks that are looked at before one is looked into. */
const fewestBlocks = 256
/** A run of fewer rows has not settled. */
const fewestSettledRows = 40

/**
 * Of columns with names; those of a histogram are counts, of which blocks keep only the sum.
 *
 * @throws LabFailure `damaged` when something that the facts rest on is not what was stored.
 */
export function readFacts(db: ReadableDb, { runs, key, level }: FactsRequest): SeriesFacts {
  return inSnapshot(db, () => {
    const facts = runs.map((run) => {
      const source = sourceOf(db, run, key)
      return { run, source, ...(source === null ? noFacts : factsOf(source)) }
    })
    const known = facts.flatMap(({ first, lowest }) =>
      first === null || lowest === null ? [] : [{ first: first.value, best: lowest.value }],
    )
    const common = level ?? commonLevel(known)
    return {
      level: common,
      runs: facts.map(({ source, ...rest }) => ({
        ...rest,
        firstBelow: source === null || common === null ? null : firstBelow(source, common),
      })),
    }
  })
}

/** Null where the run has no such column, or no row of it. */
export function sourceOf(db: ReadableDb, run: RunId, { column, ...key }: ColumnKey): BlockSource | null {
  const series = findSeries(db, run, key)
  if (series === undefined || series.rowCount === 0 || !('columns' in series.shape)) return null
  const place = columnNames(series.shape).indexOf(column)
  return place === -1 ? null : new StoredColumns(db, series, [place])
}

const noFacts = { rowCount: 0, notFinite: 0, first: null, last: null, lowest: null, highest: null, settled: null }

function factsOf(source: BlockSource): Omit<ColumnFacts, 'run' | 'firstBelow'> {
  const extremes = extremesOf(source)
  const { first } = extremes
  return {
    rowCount: source.rowCount,
    ...extremes,
    settled: first === null ? null : settledBand(source, first.value),
  }
}

/** First, last, lowest and highest finite value, each with its step, and how many values are not finite. */
export function extremesOf(
  source: BlockSource,
): Pick<ColumnFacts, 'first' | 'last' | 'lowest' | 'highest' | 'notFinite'> {
  const survey = surveyOf(source, 0, source.rowCount)
  return {
    notFinite: survey.notFinite,
    first: rowIn(source, survey.first, (part) => part.last.findIndex(Number.isFinite)),
    last: rowIn(source, survey.last, (part) => part.last.findLastIndex(Number.isFinite)),
    lowest: rowIn(source, survey.lowest, (part) => part.low.indexOf(survey.least)),
    highest: rowIn(source, survey.highest, (part) => part.high.indexOf(survey.most)),
  }
}

function surveyOf(source: BlockSource, from: number, end: number): Survey {
  const survey = new Survey()
  walkBlocks(source, coarsestLevel(end - from, fewestBlocks), from, end, (part) => survey.see(part))
  return survey
}

/** By every row but for the share that rises: that is of the ends of blocks, some hundreds of them in the second half. */
function settledBand(source: BlockSource, start: number): ColumnFacts['settled'] {
  const { rowCount } = source
  if (rowCount < fewestSettledRows) return null
  const half = Math.floor(rowCount / 2)
  const threeQuarters = Math.floor((3 * rowCount) / 4)
  const [firstHalf, third, fourth] = [
    surveyOf(source, 0, half),
    surveyOf(source, half, threeQuarters),
    surveyOf(source, threeQuarters, rowCount),
  ]
  const low = Math.min(third.least, fourth.least)
  const high = Math.max(third.most, fourth.most)
  const settling = { start, firstHalfLow: firstHalf.least, thirdLow: third.least, fourthLow: fourth.least, low, high }
  if (third.notFinite + fourth.notFinite > 0) return null
  if (!hasSettled({ ...settling, risingShare: risingShare(source, half, rowCount) })) return null
  const isOutside = ({ low: least, high: most, notFinite }: DrawnColumn, index: number): boolean =>
    !(least[index]! >= low && most[index]! <= high) || notFinite[index]! > 0
  const before = lastBlock(source, half, isOutside)
  const row = before === null ? -1 : rowAt(source, before, (part) => indexFromEnd(part, isOutside))
  return { sinceStep: source.rows(row + 1, row + 2).steps[0]!, low, high }
}

function risingShare(source: BlockSource, from: number, end: number): number {
  let [rises, count, before] = [0, 0, Number.NaN]
  walkBlocks(source, coarsestLevel(end - from, fewestBlocks), from, end, ({ columns }) => {
    for (const value of columns[0]!.last) {
      if (value > before) rises += 1
      count += 1
      before = value
    }
    return undefined
  })
  return rises / count
}

function lastBlock(
  source: BlockSource,
  end: number,
  fits: (column: DrawnColumn, index: number) => boolean,
): Block | null {
  let found: Block | null = null
  walkBlocks(source, coarsestLevel(end, fewestBlocks), 0, end, (part) => {
    const index = indexFromEnd(part.columns[0]!, fits)
    if (index !== -1) found = { firstRow: part.firstRow + index * part.size, size: part.size }
    return undefined
  })
  return found
}

function indexFromEnd(column: DrawnColumn, fits: (column: DrawnColumn, index: number) => boolean): number {
  let index = column.last.length - 1
  while (index >= 0 && !fits(column, index)) index -= 1
  return index
}

interface Block {
  readonly firstRow: number
  readonly size: number
}

/** Which blocks hold the answers. */
class Survey {
  first: Block | null = null
  last: Block | null = null
  lowest: Block | null = null
  highest: Block | null = null
  least = Number.POSITIVE_INFINITY
  most = Number.NEGATIVE_INFINITY
  notFinite = 0

  see({ columns, firstRow, size }: BlockPart): undefined {
    const { low, high, last, notFinite } = columns[0]!
    for (let index = 0; index < last.length; index++) {
      this.notFinite += notFinite[index]!
      if (Number.isNaN(last[index]!)) continue
      const block = { firstRow: firstRow + index * size, size }
      this.first ??= block
      this.last = block
      if (low[index]! < this.least) {
        this.least = low[index]!
        this.lowest = block
      }
      if (high[index]! > this.most) {
        this.most = high[index]!
        this.highest = block
      }
    }
  }
}

/** The row of a block that `choose` leads to, from level to level. */
function rowAt(source: BlockSource, block: Block, choose: (column: DrawnColumn) => number): number {
  let { firstRow, size } = block
  while (size > 1) {
    const finer = size / levelFactor
    const level = Math.round(Math.log2(finer) / Math.log2(levelFactor))
    const { columns } = source.read(level, firstRow / finer, firstRow / finer + levelFactor)
    firstRow += choose(columns[0]!) * finer
    size = finer
  }
  return firstRow
}

function rowIn(
  source: BlockSource,
  block: Block | null,
  choose: (column: DrawnColumn) => number,
): { readonly step: number; readonly value: number } | null {
  if (block === null) return null
  const row = rowAt(source, block, choose)
  const { steps, values } = source.rows(row, row + 1)
  return { step: steps[0]!, value: values[0]![0]! }
}

function firstBelow(source: BlockSource, level: number): number | null {
  const isBelow = (value: number): boolean => value < level
  let found: Block | null = null
  walkBlocks(source, coarsestLevel(source.rowCount, fewestBlocks), 0, source.rowCount, (part) => {
    const index = part.columns[0]!.low.findIndex(isBelow)
    if (index === -1) return undefined
    found = { firstRow: part.firstRow + index * part.size, size: part.size }
    return 'stop'
  })
  return rowIn(source, found, (part) => part.low.findIndex(isBelow))?.step ?? null
}
