/** A series that is cut and goes on is, row for row of the file, the one that was never longer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import { appendFrame } from './appendFrame'
import { cutSeries } from './cutSeries'
import type { WritableDb } from './labDatabase'
import { listSeries } from './readSeries'
import { insertSamples } from './testing/insertSamples'
import { temporaryLabFile } from './testing/temporaryLabFile'

const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }
const loss = { key: { diagnostic: 'loss', parameter: '' }, shape: { columns: ['training'] } }
const sparse = { key: { diagnostic: 'secondMoment', parameter: 'x' }, shape: { columns: ['max'] } }

/** Every step of the loss, every third of the other; a value now and then is not finite. */
function record(db: WritableDb, run: RunId, after: number, end: number): void {
  const all = Array.from({ length: end - after }, (_, index) => after + 1 + index)
  const rows = [
    { series: loss, steps: all },
    { series: sparse, steps: all.filter((step) => step % 3 === 0) },
  ].flatMap(({ series, steps }) =>
    steps.length === 0
      ? []
      : [{ ...series, steps: Float64Array.from(steps), values: Float64Array.from(steps, (step) => valueAt(step)) }],
  )
  appendFrame(db, run, { step: end, elapsedMs: end, stepsPerSecond: null, rows }, progress)
}

function valueAt(step: number): number {
  return step % 9973 === 0 ? Number.NaN : (step * 7919) % 1009
}

/** All that the file holds of a run's series, ids left out. */
function stored(db: WritableDb, run: RunId): unknown {
  const columns = 'step_column, low_column, high_column, mean_column, last_column, non_finite_column'
  const of = 'series ON series.id = series_id WHERE run_id = ? ORDER BY diagnostic, column_name, parameter'
  return {
    keys: listSeries(db, run),
    chunks: db
      .prepare(
        `SELECT chunk_index, last_step, point_count, step_column, value_column FROM chunks JOIN ${of}, chunk_index`,
      )
      .all(run),
    levels: db
      .prepare(`SELECT level, row_index, block_count, ${columns} FROM levels JOIN ${of}, level, row_index`)
      .all(run),
  }
}

/** Around the ends of chunks and of rows of levels, and anywhere else. */
const place = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(1, 2, 1023, 1024, 1025, 8192, 8193))

test('cut at any step, it holds what was recorded up to there, and goes on as if nothing had been', () => {
  fc.assert(
    fc.property(place, place, place, (step, surplus, more) => {
      const { db } = temporaryLabFile()
      const [cut, whole] = insertSamples(db, 2) as [RunId, RunId]
      record(db, cut, 0, step + surplus)
      record(db, whole, 0, step)
      cutSeries(db, cut, step)
      expect(stored(db, cut)).toEqual(stored(db, whole))
      record(db, cut, step, step + more)
      record(db, whole, step, step + more)
      expect(stored(db, cut)).toEqual(stored(db, whole))
    }),
    { numRuns: 15 },
  )
})

test('a run that was cut leaves every other run as it is, and what has no row any more is gone', () => {
  const { db } = temporaryLabFile()
  const [run, other] = insertSamples(db, 2) as [RunId, RunId]
  record(db, run, 0, 3000)
  record(db, other, 0, 3000)
  const before = stored(db, other)
  cutSeries(db, run, 2)
  expect(listSeries(db, run)).toEqual([loss])
  expect(stored(db, other)).toEqual(before)
})
