/**
 * One line for several runs: mean, median, spread and interval of a column over the runs that have it at a step.
 *
 * Runs of one configuration record at the same steps. Of a long series a point stands for 8^L rows: the value of a run there is
 * their mean, and the step that of the last of them. Values that are not finite are left out, and n says how many runs are in.
 */
import { median } from '../../analysis/statistics/median'
import { mean, standardDeviation } from '../../analysis/statistics/moments'
import { tInterval } from '../../analysis/statistics/tInterval'
import { type BandRequest, columnNames, type SeriesBand } from '../../contract/series'
import { inSnapshot, type ReadableDb } from '../labDatabase'
import { blockCount } from '../series/appendRows'
import { blockPlaces, levelFactor } from '../series/blocks'
import { rowsBefore } from '../series/readSeries'
import { findSeries, type StoredSeries } from '../series/seriesTable'
import { readRows } from '../series/strand'
import { coarsestLevel } from './walkBlocks'

/** @throws LabFailure `damaged` when something that the band rests on is not what was stored. */
export function readBand(db: ReadableDb, request: BandRequest): SeriesBand {
  return inSnapshot(db, () => {
    const parts = request.runs.flatMap((run) => partOf(db, run, request) ?? [])
    const level = Math.max(0, ...parts.map(({ from, end }) => coarsestLevel(end - from, request.points)))
    const values = new Map<number, number[]>()
    for (const part of parts) {
      const { steps, column } = pointsOf(db, part, level)
      for (let index = 0; index < steps.length; index++) {
        if (!Number.isFinite(column[index]!)) continue
        const known = values.get(steps[index]!)
        if (known === undefined) values.set(steps[index]!, [column[index]!])
        else known.push(column[index]!)
      }
    }
    const ordered = [...values].sort(([first], [second]) => first - second)
    return { runCount: parts.length, rowsPerPoint: levelFactor ** level, ...columnsOf(ordered) }
  })
}

interface Part {
  readonly series: StoredSeries
  readonly place: number
  readonly from: number
  readonly end: number
}

function partOf(db: ReadableDb, run: BandRequest['runs'][number], { key, fromStep, toStep }: BandRequest): Part | null {
  const { column, ...seriesKey } = key
  const series = findSeries(db, run, seriesKey)
  if (series === undefined || !('columns' in series.shape)) return null
  const place = columnNames(series.shape).indexOf(column)
  if (place === -1) return null
  const from = fromStep === null ? 0 : rowsBefore(db, series, fromStep)
  const end = toStep === null ? series.rowCount : Math.max(from, rowsBefore(db, series, Math.floor(toStep) + 1))
  return { series, place, from, end }
}

/** Blocks lie on one grid in all runs, so that their steps agree; the rows behind the last whole one are one point more. */
function pointsOf(
  db: ReadableDb,
  { series, place, from, end }: Part,
  level: number,
): { readonly steps: Float64Array; readonly column: Float64Array } {
  if (level === 0) {
    const { steps, columns } = readRows(db, { series, level }, from, end, [place])
    return { steps, column: columns[0]! }
  }
  const size = levelFactor ** level
  const first = Math.ceil(from / size)
  const last = Math.max(first, Math.min(Math.floor(end / size), blockCount(series.rowCount, level)))
  const places = blockPlaces(series.shape, place, ['mean'])
  const blocks = readRows(db, { series, level }, first, last, places)
  const rest = readRows(db, { series, level: 0 }, last * size, end, [place])
  const finite = rest.columns[0]!.filter(Number.isFinite)
  if (finite.length === 0) return { steps: blocks.steps, column: blocks.columns[0]! }
  return { steps: extended(blocks.steps, rest.steps.at(-1)!), column: extended(blocks.columns[0]!, mean(finite)) }
}

function extended(column: Float64Array, value: number): Float64Array {
  const longer = new Float64Array(column.length + 1)
  longer.set(column)
  longer[column.length] = value
  return longer
}

function columnsOf(
  points: readonly (readonly [number, readonly number[]])[],
): Omit<SeriesBand, 'runCount' | 'rowsPerPoint'> {
  const column = (of: (values: readonly number[]) => number): Float64Array =>
    Float64Array.from(points, ([, values]) => of(values))
  return {
    steps: Float64Array.from(points, ([step]) => step),
    n: column((values) => values.length),
    mean: column(mean),
    median: column(median),
    standardDeviation: column((values) => standardDeviation(values) ?? Number.NaN),
    low: column((values) => Math.min(...values)),
    high: column((values) => Math.max(...values)),
    intervalLow: column((values) => tInterval(values)?.low ?? Number.NaN),
    intervalHigh: column((values) => tInterval(values)?.high ?? Number.NaN),
  }
}
