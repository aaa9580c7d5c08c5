/**
 * A window of some columns of a series for a chart, from the coarsest level that is fine enough: it costs pixels, not points.
 *
 * Blocks of the coarsest level with at least four to a bucket are laid into the buckets (`analysis/windows/buckets.ts`); at both
 * ends of the window, and where the last blocks of a growing series are not whole, finer levels fill in. A bucket is therefore
 * made of whole blocks, and its extremes are exact. Of a histogram a bucket has the mean count of its rows.
 *
 * Pure functions of a database that is open for reading, so that any thread can call them.
 */
import { smooth } from '../../analysis/smooth'
import { Buckets, isDecimatedTo, NonFinite, windowOfPoints } from '../../analysis/windows/buckets'
import type { RunId } from '../../contract/identifiers'
import {
  type ColumnKey,
  columnKeyText,
  columnNames,
  type SeriesKey,
  type SeriesRequest,
  type SeriesWindow,
  seriesKeyText,
} from '../../contract/series'
import { inSnapshot, type ReadableDb } from '../labDatabase'
import { blockCount } from '../series/appendRows'
import { type BlockColumn, blockPlaces, blocksOfLevel, blocksOfValues, levelFactor } from '../series/blocks'
import { readColumn, rowsBefore } from '../series/readSeries'
import { findSeries, type StoredSeries } from '../series/seriesTable'
import { readRows } from '../series/strand'

/** Blocks to a bucket, at least: the edge of a bucket is then less than a quarter of a pixel from its place. */
const blocksPerBucket = 4
const drawn = ['low', 'high', 'last', 'notFinite'] as const
type DrawnColumn = BlockColumn<(typeof drawn)[number]>

export interface WindowBounds {
  /** First step of the window; null = that of the series. */
  readonly fromStep: number | null
  /** Likewise, and included. */
  readonly toStep: number | null
  /** Columns of pixels. */
  readonly buckets: number
}

/** What a chart asks for: smoothed over the full series first where it says so. */
export function readWindows(db: ReadableDb, request: SeriesRequest): SeriesWindow[] {
  const { run, keys, smoothing, ...bounds } = request
  if (smoothing > 0) return keys.map((key) => readSmoothedWindow(db, run, key, smoothing, bounds))
  const bySeries = new Map<string, { readonly key: SeriesKey; readonly columns: string[] }>()
  for (const { column, ...key } of keys) {
    const known = bySeries.get(seriesKeyText(key))
    if (known === undefined) bySeries.set(seriesKeyText(key), { key, columns: [column] })
    else known.columns.push(column)
  }
  const windows = new Map<string, SeriesWindow>()
  for (const { key, columns } of bySeries.values()) {
    for (const window of readSeriesWindows(db, run, key, columns, bounds))
      windows.set(columnKeyText(window.key), window)
  }
  return keys.map((key) => windows.get(columnKeyText(key))!)
}

function readSmoothedWindow(
  db: ReadableDb,
  run: RunId,
  key: ColumnKey,
  smoothing: number,
  { fromStep, toStep, buckets }: WindowBounds,
): SeriesWindow {
  const { steps, values } = readColumn(db, run, key)
  return { key, ...windowOfPoints(steps, smooth(values, smoothing), fromStep, toStep, buckets) }
}

/**
 * @param columns names of columns
 * @returns one for each name: an empty one where the run has no such series or column
 * @throws LabFailure `damaged` when something that the window needs is not what was stored.
 */
export function readSeriesWindows(
  db: ReadableDb,
  run: RunId,
  key: SeriesKey,
  columns: readonly string[],
  bounds: WindowBounds,
): SeriesWindow[] {
  return inSnapshot(db, () => {
    const series = findSeries(db, run, key)
    const names = series === undefined ? [] : columnNames(series.shape)
    const places = columns.map((column) => names.indexOf(column)).filter((place) => place !== -1)
    const windows = new Map<number, Omit<SeriesWindow, 'key'>>()
    if (series !== undefined && places.length > 0) {
      for (const [index, window] of windowsOf(db, series, places, bounds).entries()) windows.set(places[index]!, window)
    }
    return columns.map((column) => ({ key: { ...key, column }, ...(windows.get(names.indexOf(column)) ?? nothing()) }))
  })
}

function nothing(): Omit<SeriesWindow, 'key'> {
  return windowOfPoints(new Float64Array(), new Float64Array(), null, null, 1)
}

function windowsOf(
  db: ReadableDb,
  series: StoredSeries,
  places: readonly number[],
  { fromStep, toStep, buckets }: WindowBounds,
): Omit<SeriesWindow, 'key'>[] {
  const from = fromStep === null ? 0 : rowsBefore(db, series, fromStep)
  const end = toStep === null ? series.rowCount : Math.max(from, rowsBefore(db, series, Math.floor(toStep) + 1))
  if (!isDecimatedTo(buckets, end - from)) {
    const rows = readRows(db, { series, level: 0 }, from, end, places)
    return rows.columns.map((values) => windowOfPoints(rows.steps, values, null, null, buckets))
  }
  const firstStep = readRows(db, { series, level: 0 }, from, from + 1, []).steps[0]!
  const gathered = places.map(() => ({
    buckets: new Buckets(fromStep ?? firstStep, toStep ?? series.lastStep, buckets),
    nonFinite: new NonFinite(),
  }))
  walkBlocks(db, series, places, coarsestLevel(end - from, buckets), from, end, (part) => {
    for (const [index, column] of part.columns.entries())
      gather(db, series, places[index]!, part, column, gathered[index]!)
  })
  return gathered.map((one) => ({
    ...one.buckets.finished(),
    totalPoints: end - from,
    isDecimated: true,
    ...one.nonFinite.finished(),
  }))
}

/** 0 = the rows themselves. */
function coarsestLevel(points: number, buckets: number): number {
  let level = 0
  for (let size = levelFactor; points / size >= blocksPerBucket * buckets; size *= levelFactor) level += 1
  return level
}

/** Blocks of one level, which follow each other. */
interface BlockPart {
  readonly steps: Float64Array
  readonly columns: readonly DrawnColumn[]
  /** Row of the series that the first block begins with. */
  readonly firstRow: number
  /** Rows in a block. */
  readonly size: number
}

function gather(
  db: ReadableDb,
  series: StoredSeries,
  place: number,
  { steps, firstRow, size }: BlockPart,
  column: DrawnColumn,
  { buckets, nonFinite }: { readonly buckets: Buckets; readonly nonFinite: NonFinite },
): void {
  const blocks = { steps, low: column.low, high: column.high, last: column.last }
  for (let index = 0; index < steps.length; index++) {
    buckets.add(blocks, index)
    const count = column.notFinite[index]!
    if (count === 0) continue
    nonFinite.count(count)
    if (!nonFinite.isOpen) continue
    const first = firstRow + index * size
    const inside = readRows(db, { series, level: 0 }, first, first + size, [place])
    nonFinite.note(inside.steps, inside.columns[0]!)
  }
}

/**
 * Visits rows `from … end − 1` in order, in blocks of one level where whole ones lie inside, and in finer ones, down to single
 * rows, at both ends.
 */
function walkBlocks(
  db: ReadableDb,
  series: StoredSeries,
  places: readonly number[],
  level: number,
  from: number,
  end: number,
  visit: (part: BlockPart) => void,
): void {
  if (from >= end) return
  const size = levelFactor ** level
  const first = Math.ceil(from / size)
  const last = Math.min(Math.floor(end / size), level === 0 ? end : blockCount(series.rowCount, level))
  if (first >= last) {
    walkBlocks(db, series, places, level - 1, from, end, visit)
    return
  }
  if (level > 0) walkBlocks(db, series, places, level - 1, from, first * size, visit)
  visit(readBlocks(db, series, places, level, first, last))
  if (level > 0) walkBlocks(db, series, places, level - 1, last * size, end, visit)
}

function readBlocks(
  db: ReadableDb,
  series: StoredSeries,
  places: readonly number[],
  level: number,
  first: number,
  end: number,
): BlockPart {
  const { shape } = series
  const size = levelFactor ** level
  const wanted = level === 0 ? places : places.flatMap((place) => blockPlaces(shape, place, drawn))
  const { steps, columns } = readRows(db, { series, level }, first, end, wanted)
  const each = columns.length / places.length
  const parts = places.map((_, index) => columns.slice(index * each, (index + 1) * each))
  return {
    steps,
    columns: parts.map((part) => {
      if (level === 0) return blocksOfValues(part[0]!)
      return 'columns' in shape ? blocksOfLevel(drawn, part) : blocksOfValues(part[0]!.map((sum) => sum / size))
    }),
    firstRow: first * size,
    size,
  }
}
