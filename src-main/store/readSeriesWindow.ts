/** A window of a series for a chart, from the coarsest level that is fine enough. */
import { InvariantError } from '../contract/assertNever'
import type { RunId } from '../contract/identifiers'
import type { SeriesKey, SeriesWindow } from '../contract/series'
import type { ReadableDb } from './labDatabase'

/**
 * @param fromStep first step of the window; null = that of the series. `toStep` likewise, and included.
 * @param buckets columns of pixels; up to twice as many points are given as they are.
 */
export function readSeriesWindow(
  _db: ReadableDb,
  _run: RunId,
  _key: SeriesKey,
  _fromStep: number | null,
  _toStep: number | null,
  _buckets: number,
): SeriesWindow {
  throw new InvariantError('readSeriesWindow')
}
