/**
 * Decimation for display: what a chart needs of a series, one bucket for each column of pixels.
 *
 * Buckets are equally wide in steps. Each keeps its smallest and largest finite value, so that no spike is lost, and
 * its last one. While the points are no more than the buckets nothing is left out: every bucket is one point.
 */
import type { SeriesWindow } from '../contract/series'

export type DecimatedColumns = Omit<SeriesWindow, 'key'>

const maximumNonFiniteSteps = 1000

/**
 * @param steps rising strictly; as long as `values`.
 * @param fromStep first step of the window, included; null = from the start.
 * @param toStep last step of the window, included; null = to the end.
 * @returns at most `buckets` rows; a bucket without a finite value has NaN in all three columns.
 * @throws RangeError when the columns differ in length or `buckets` is not a whole number above 0.
 */
export function decimate(
  steps: Float64Array,
  values: Float64Array,
  fromStep: number | null,
  toStep: number | null,
  buckets: number,
): DecimatedColumns {
  requireColumns(steps, values, buckets)
  const begin = fromStep === null ? 0 : firstAtOrAfter(steps, fromStep)
  const end = toStep === null ? steps.length : firstAfter(steps, toStep)
  const totalPoints = Math.max(0, end - begin)
  const isDecimated = totalPoints > buckets
  const rows = rowsWithoutValues(Math.min(totalPoints, buckets))
  const nonFinite: number[] = []
  let nonFiniteCount = 0
  const first = steps[begin] ?? 0
  const width = ((steps[end - 1] ?? 0) - first) / buckets
  let row = -1
  let openBucket = -1
  for (let index = begin; index < end; index++) {
    const step = steps[index]!
    const value = values[index]!
    const bucket = isDecimated ? Math.min(buckets - 1, Math.floor((step - first) / width)) : index
    if (bucket !== openBucket) row++
    openBucket = bucket
    rows.steps[row] = step
    if (!Number.isFinite(value)) {
      nonFiniteCount++
      if (nonFinite.length < maximumNonFiniteSteps) nonFinite.push(step)
      continue
    }
    if (!(rows.low[row]! <= value)) rows.low[row] = value
    if (!(rows.high[row]! >= value)) rows.high[row] = value
    rows.last[row] = value
  }
  const used = row + 1
  return {
    steps: rows.steps.slice(0, used),
    low: rows.low.slice(0, used),
    high: rows.high.slice(0, used),
    last: rows.last.slice(0, used),
    totalPoints,
    isDecimated,
    nonFiniteSteps: Float64Array.from(nonFinite),
    nonFiniteCount,
  }
}

function requireColumns(steps: Float64Array, values: Float64Array, buckets: number): void {
  if (steps.length !== values.length) {
    throw new RangeError(`steps has ${steps.length} entries, must be as many as values (${values.length})`)
  }
  if (!Number.isInteger(buckets) || buckets < 1) throw new RangeError(`buckets = ${buckets}, must be 1 or more`)
}

function rowsWithoutValues(count: number) {
  return {
    steps: new Float64Array(count),
    low: new Float64Array(count).fill(Number.NaN),
    high: new Float64Array(count).fill(Number.NaN),
    last: new Float64Array(count).fill(Number.NaN),
  }
}

function firstAtOrAfter(steps: Float64Array, step: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]! < step) low = middle + 1
    else high = middle
  }
  return low
}

function firstAfter(steps: Float64Array, step: number): number {
  const index = firstAtOrAfter(steps, step)
  return steps[index] === step ? index + 1 : index
}
