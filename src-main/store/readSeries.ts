/** Whole series at full resolution. */
import { InvariantError } from '../contract/assertNever'
import type { RunId } from '../contract/identifiers'
import type { SeriesKey } from '../contract/series'
import type { ReadableDb } from './labDatabase'

export interface SeriesColumns {
  readonly steps: Float64Array
  /** As long as `steps`; NaN and ±Infinity as they were recorded. */
  readonly values: Float64Array
}

/** Which series a run has, in the order they were first recorded. */
export function listSeries(_db: ReadableDb, _run: RunId): SeriesKey[] {
  throw new InvariantError('listSeries')
}

/** Every point of a series; empty columns when the run has none of it. */
export function readSeries(_db: ReadableDb, _run: RunId, _key: SeriesKey): SeriesColumns {
  throw new InvariantError('readSeries')
}
