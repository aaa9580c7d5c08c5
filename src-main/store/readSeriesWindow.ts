/**
 * A window of a series for a chart, from the coarsest level that is fine enough: it costs pixels, not points.
 *
 * Up to twice as many points as buckets are given as they are. Above that, blocks of the coarsest level with at least
 * four to a bucket are laid into the columns of pixels by the step they end on; at both ends of the window, and where
 * the last blocks of a growing series are not whole, finer levels fill in. A bucket is therefore made of whole blocks:
 * it holds exactly the points behind the step of the bucket before, up to its own step, and their extremes are exact.
 */
import type { RunId } from '../contract/identifiers'
import type { ColumnKey, SeriesWindow } from '../contract/series'
import { blocksOfPoints, chunkPoints, levelFactor } from './blockColumns'
import { createBucketColumns } from './bucketColumns'
import { inSnapshot, type ReadableDb } from './labDatabase'
import { findSeries, pointsBefore, readPoints, seriesLength } from './readSeries'
import { walkBlocks } from './walkBlocks'

/** Blocks to a bucket, at least: the edge of a bucket is then less than a quarter of a pixel from its place. */
const blocksPerBucket = 4
const pointsPerBucketAsTheyAre = 2
/** As many marks as a chart can show. */
const mostNonFiniteSteps = 1000

/**
 * @param fromStep first step of the window; null = that of the series. `toStep` likewise, and included.
 * @param buckets columns of pixels.
 * @returns an empty window when the run has no such series.
 */
export function readSeriesWindow(
  db: ReadableDb,
  run: RunId,
  key: ColumnKey,
  fromStep: number | null,
  toStep: number | null,
  buckets: number,
): SeriesWindow {
  return inSnapshot(db, () => {
    const series = findSeries(db, run, key)
    if (series === undefined) return windowOfPoints(key, new Float64Array(), new Float64Array())
    const length = seriesLength(db, series)
    const from = fromStep === null ? 0 : pointsBefore(db, series, fromStep, length)
    const end = toStep === null ? length : pointsBefore(db, series, nextAbove(toStep), length)
    if (end - from <= pointsPerBucketAsTheyAre * buckets) {
      const { steps, values } = readPoints(db, series, from, end)
      return windowOfPoints(key, steps, values)
    }
    const bounds = {
      fromStep: fromStep ?? stepOf(db, series, 0),
      toStep: toStep ?? stepOf(db, series, length - 1),
    }
    return decimatedWindow(db, key, { series, length, from, end }, bounds, buckets)
  })
}

interface Points {
  readonly series: number
  /** Points in the whole series. */
  readonly length: number
  readonly from: number
  readonly end: number
}

function decimatedWindow(
  db: ReadableDb,
  key: ColumnKey,
  points: Points,
  bounds: { readonly fromStep: number; readonly toStep: number },
  buckets: number,
): SeriesWindow {
  const { series, from, end } = points
  const columns = createBucketColumns(bounds.fromStep, bounds.toStep, buckets)
  const nonFiniteSteps: number[] = []
  let nonFiniteCount = 0
  const wholePoints = points.length - (points.length % chunkPoints)
  walkBlocks(
    db,
    series,
    wholePoints,
    coarsestLevel(end - from, buckets),
    from,
    end,
    (blocks, index, firstPoint, size) => {
      columns.add(blocks, index)
      const count = blocks.nonFinite[index]!
      if (count === 0) return
      nonFiniteCount += count
      if (nonFiniteSteps.length >= mostNonFiniteSteps) return
      if (size === 1) nonFiniteSteps.push(blocks.steps[index]!)
      else {
        const inside = readPoints(db, series, firstPoint, firstPoint + size)
        for (const step of stepsOfNonFinite(inside.steps, inside.values)) nonFiniteSteps.push(step)
      }
    },
  )
  return {
    key,
    ...columns.finished(),
    totalPoints: end - from,
    isDecimated: true,
    nonFiniteSteps: Float64Array.from(nonFiniteSteps.slice(0, mostNonFiniteSteps)),
    nonFiniteCount,
  }
}

function windowOfPoints(key: ColumnKey, steps: Float64Array, values: Float64Array): SeriesWindow {
  const { last } = blocksOfPoints(steps, values)
  const nonFinite = stepsOfNonFinite(steps, values)
  return {
    key,
    steps,
    low: last,
    high: last,
    last,
    totalPoints: steps.length,
    isDecimated: false,
    nonFiniteSteps: nonFinite.slice(0, mostNonFiniteSteps),
    nonFiniteCount: nonFinite.length,
  }
}

function stepsOfNonFinite(steps: Float64Array, values: Float64Array): Float64Array {
  return steps.filter((_, index) => !Number.isFinite(values[index]!))
}

/** 0 = the points themselves. */
function coarsestLevel(points: number, buckets: number): number {
  let level = 0
  for (let size = levelFactor; points / size >= blocksPerBucket * buckets; size *= levelFactor) level += 1
  return level
}

/** Steps are whole numbers. */
function nextAbove(step: number): number {
  return Math.floor(step) + 1
}

function stepOf(db: ReadableDb, series: number, point: number): number {
  return readPoints(db, series, point, point + 1).steps[0] ?? 0
}
