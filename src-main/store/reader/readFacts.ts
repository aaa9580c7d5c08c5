/**
 * What sentences say of a column, exactly: first, last, lowest and highest value with their steps, the first step below a level,
 * and the band that the end of a run stays in.
 *
 * The levels make it cheap: the block that holds an answer is found first, then the row in it. Nothing depends on how wide a chart
 * is, where it is zoomed to, or how it is smoothed.
 */
import { commonLevel } from '../../analysis/conclusions/concludeFirstBelow'
import { limitCycleOf } from '../../analysis/conclusions/concludeLimitCycle'
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
import { readSeriesWindows, StoredColumns } from './readSeriesWindow'
import { type BlockPart, type BlockSource, coarsestLevel, type DrawnColumn, walkBlocks } from './walkBlocks'

/** Blocks that are looked at before one is looked into. */
const fewestBlocks = 256
/** Of the window in which a run is seen to settle: the same for every chart. */
const settlingBuckets = 400

/** @throws LabFailure `damaged` when something that the facts rest on is not what was stored. */
export function readFacts(db: ReadableDb, { runs, key, level }: FactsRequest): SeriesFacts {
  return inSnapshot(db, () => {
    const facts = runs.map((run) => ({ run, source: columnOf(db, run, key), ...factsOf(db, run, key) }))
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

function columnOf(db: ReadableDb, run: RunId, { column, ...key }: ColumnKey): BlockSource | null {
  const series = findSeries(db, run, key)
  const place = series === undefined ? -1 : columnNames(series.shape).indexOf(column)
  return series === undefined || place === -1 || series.rowCount === 0 ? null : new StoredColumns(db, series, [place])
}

type Known = Omit<ColumnFacts, 'run' | 'firstBelow'>

function factsOf(db: ReadableDb, run: RunId, key: ColumnKey): Known {
  const source = columnOf(db, run, key)
  if (source === null) {
    return { rowCount: 0, notFinite: 0, first: null, last: null, lowest: null, highest: null, settled: null }
  }
  const survey = new Survey()
  walkBlocks(source, coarsestLevel(source.rowCount, fewestBlocks), 0, source.rowCount, (part) => survey.see(part))
  const { column, ...series } = key
  const [window] = readSeriesWindows(db, run, series, [column], {
    fromStep: null,
    toStep: null,
    buckets: settlingBuckets,
  })
  const curve = { ...window!, label: '', status: 'completed', step: 0, isNoiseFree: true } as const
  return {
    rowCount: source.rowCount,
    notFinite: survey.notFinite,
    first: rowIn(source, survey.first, (part) => part.last.findIndex(Number.isFinite)),
    last: rowIn(source, survey.last, (part) => part.last.findLastIndex(Number.isFinite)),
    lowest: rowIn(source, survey.lowest, (part) => part.low.indexOf(survey.least)),
    highest: rowIn(source, survey.highest, (part) => part.high.indexOf(survey.most)),
    settled: limitCycleOf(curve),
  }
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
function rowIn(
  source: BlockSource,
  block: Block | null,
  choose: (column: DrawnColumn) => number,
): { readonly step: number; readonly value: number } | null {
  if (block === null) return null
  let { firstRow, size } = block
  while (size > 1) {
    const finer = size / levelFactor
    const level = Math.round(Math.log2(finer) / Math.log2(levelFactor))
    const { columns } = source.read(level, firstRow / finer, firstRow / finer + levelFactor)
    firstRow += choose(columns[0]!) * finer
    size = finer
  }
  const { steps, columns } = source.read(0, firstRow, firstRow + 1)
  return { step: steps[0]!, value: columns[0]!.last[0]! }
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
