/**
 * A window of some columns of a series for a chart, from the coarsest level that is fine enough: it costs pixels, not points.
 *
 * Blocks of the coarsest level with at least four to a bucket are laid into the buckets (`analysis/windows/buckets.ts`); at both
 * ends of the window, and where the last blocks of a growing series are not whole, finer levels fill in. A bucket is therefore
 * made of whole blocks, and its extremes are exact. Of a histogram a bucket has the mean count of its rows.
 *
 * Pure functions of a database that is open for reading, so that any thread can call them.
 */
import { Buckets, isDecimatedTo, NonFinite, windowOfPoints } from '../../analysis/windows/buckets'
import type { RunId } from '../../contract/identifiers'
import {
  columnKeyText,
  columnNames,
  type SeriesKey,
  type SeriesRequest,
  type SeriesWindow,
  seriesKeyText,
} from '../../contract/series'
import { inSnapshot, type ReadableDb } from '../labDatabase'
import { blockCount } from '../series/appendRows'
import { blockPlaces, blocksOfLevel, blocksOfValues, levelFactor } from '../series/blocks'
import { rowsBefore } from '../series/readSeries'
import { findSeries, type StoredSeries } from '../series/seriesTable'
import { readRows } from '../series/strand'
import { type BlockPart, type BlockSource, coarsestLevel, type DrawnColumn, drawn, walkBlocks } from './walkBlocks'

/** Blocks to a bucket, at least: the edge of a bucket is then less than a quarter of a pixel from its place. */
const blocksPerBucket = 4

export interface WindowBounds {
  /** First step of the window; null = that of the series. */
  readonly fromStep: number | null
  /** Likewise, and included. */
  readonly toStep: number | null
  /** Columns of pixels. */
  readonly buckets: number
}

/** The smoothed form of a column. @param place - of the column in a row of the series */
export type Smoothed = (series: StoredSeries, place: number, weight: number) => BlockSource

/** What a chart asks for: smoothed over the full series first where it says so. */
export function readWindows(db: ReadableDb, request: SeriesRequest, smoothed: Smoothed): SeriesWindow[] {
  const { run, keys, smoothing, ...bounds } = request
  const bySeries = new Map<string, { readonly key: SeriesKey; readonly columns: string[] }>()
  for (const { column, ...key } of keys) {
    const known = bySeries.get(seriesKeyText(key))
    if (known === undefined) bySeries.set(seriesKeyText(key), { key, columns: [column] })
    else known.columns.push(column)
  }
  const source = (series: StoredSeries, places: readonly number[]): BlockSource[] =>
    smoothing === 0
      ? [new StoredColumns(db, series, places)]
      : places.map((place) => smoothed(series, place, smoothing))
  const windows = new Map<string, SeriesWindow>()
  for (const { key, columns } of bySeries.values()) {
    for (const window of readSeriesWindows(db, run, key, columns, bounds, source))
      windows.set(columnKeyText(window.key), window)
  }
  return keys.map((key) => windows.get(columnKeyText(key))!)
}

/** Where the blocks of some columns of a series come from: one source for all of them, or one for each. */
type Sources = (series: StoredSeries, places: readonly number[]) => readonly BlockSource[]

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
  sources: Sources = (series, places) => [new StoredColumns(db, series, places)],
): SeriesWindow[] {
  return inSnapshot(db, () => {
    const series = findSeries(db, run, key)
    const names = series === undefined ? [] : columnNames(series.shape)
    const places = columns.map((column) => names.indexOf(column)).filter((place) => place !== -1)
    const windows = new Map<number, Omit<SeriesWindow, 'key'>>()
    if (series !== undefined && places.length > 0) {
      const found = sources(series, places).flatMap((source) => windowsOf(db, series, source, bounds))
      for (const [index, window] of found.entries()) windows.set(places[index]!, window)
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
  source: BlockSource,
  { fromStep, toStep, buckets }: WindowBounds,
): Omit<SeriesWindow, 'key'>[] {
  const from = fromStep === null ? 0 : rowsBefore(db, series, fromStep)
  const end = toStep === null ? series.rowCount : Math.max(from, rowsBefore(db, series, Math.floor(toStep) + 1))
  if (!isDecimatedTo(buckets, end - from)) {
    const { steps, values } = source.rows(from, end)
    return values.map((column) => windowOfPoints(steps, column, null, null, buckets))
  }
  const firstStep = readRows(db, { series, level: 0 }, from, from + 1, []).steps[0]!
  const gathered: Gathered[] = []
  walkBlocks(source, coarsestLevel(end - from, blocksPerBucket * buckets), from, end, (part) => {
    for (const [index, column] of part.columns.entries()) {
      gathered[index] ??= {
        buckets: new Buckets(fromStep ?? firstStep, toStep ?? series.lastStep, buckets),
        nonFinite: new NonFinite(),
      }
      gather(source, index, part, column, gathered[index])
    }
    return undefined
  })
  return gathered.map((one) => ({
    ...one.buckets.finished(),
    totalPoints: end - from,
    isDecimated: true,
    ...one.nonFinite.finished(),
  }))
}

interface Gathered {
  readonly buckets: Buckets
  readonly nonFinite: NonFinite
}

function gather(
  source: BlockSource,
  index: number,
  { steps, firstRow, size }: BlockPart,
  column: DrawnColumn,
  { buckets, nonFinite }: Gathered,
): void {
  const blocks = { steps, low: column.low, high: column.high, last: column.last }
  for (let block = 0; block < steps.length; block++) {
    buckets.add(blocks, block)
    const count = column.notFinite[block]!
    if (count === 0) continue
    nonFinite.count(count)
    if (!nonFinite.isOpen) continue
    const first = firstRow + block * size
    const inside = source.rows(first, first + size)
    nonFinite.note(inside.steps, inside.values[index]!)
  }
}

/** Some columns of a series as they are stored. Of a histogram a block has the mean count of its rows. */
export class StoredColumns implements BlockSource {
  readonly #db: ReadableDb
  readonly #series: StoredSeries
  readonly #places: readonly number[]

  constructor(db: ReadableDb, series: StoredSeries, places: readonly number[]) {
    this.#db = db
    this.#series = series
    this.#places = places
  }

  get rowCount(): number {
    return this.#series.rowCount
  }

  blockCount(level: number): number {
    return level === 0 ? this.rowCount : blockCount(this.rowCount, level)
  }

  rows(from: number, end: number): { readonly steps: Float64Array; readonly values: readonly Float64Array[] } {
    const { steps, columns } = readRows(this.#db, { series: this.#series, level: 0 }, from, end, this.#places)
    return { steps, values: columns }
  }

  read(level: number, first: number, end: number): BlockPart {
    const size = levelFactor ** level
    const place = { firstRow: first * size, size }
    if (level === 0) {
      const { steps, values } = this.rows(first, end)
      return { steps, columns: values.map(blocksOfValues), ...place }
    }
    const { shape } = this.#series
    const wanted = this.#places.flatMap((column) => blockPlaces(shape, column, drawn))
    const { steps, columns } = readRows(this.#db, { series: this.#series, level }, first, end, wanted)
    const each = columns.length / this.#places.length
    const parts = this.#places.map((_, index) => columns.slice(index * each, (index + 1) * each))
    return {
      steps,
      columns: parts.map((part) =>
        'columns' in shape ? blocksOfLevel(drawn, part) : blocksOfValues(part[0]!.map((sum) => sum / size)),
      ),
      ...place,
    }
  }
}
