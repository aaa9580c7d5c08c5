/** Series are the same whatever frames brought them, and cut they are as if they had never been longer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunId } from '../../contract/identifiers'
import type { RecordedSeries, SeriesRows } from '../../contract/series'
import { inTransaction, type WritableDb } from '../labDatabase'
import { insertSamples } from '../testing/insertSamples'
import { readColumn } from '../testing/readColumn'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { appendRows, closeSeries, cutSeries } from './appendRows'
import { listSeries, readSeries } from './readSeries'

const loss: RecordedSeries = { key: { diagnostic: 'loss', parameter: '' }, shape: { columns: ['training'] } }
const second: RecordedSeries = {
  key: { diagnostic: 'secondMoment', parameter: 'x' },
  shape: { columns: ['min', 'max'] },
}
const counts: RecordedSeries = { key: { diagnostic: 'counts', parameter: 'x' }, shape: { histogram: [0, 1] } }

function valueAt(step: number, column: number): number {
  if (step % 997 === column) return Number.NaN
  return ((step * 7919 + column) % 1009) / (column + 1)
}

function rowsOf(series: RecordedSeries, width: number, steps: readonly number[]): SeriesRows {
  const columns = Array.from({ length: width }, (_, column) => steps.map((step) => valueAt(step, column)))
  return { ...series, steps: Float64Array.from(steps), values: Float64Array.from(columns.flat()) }
}

/** Every step of the loss; the powers of two and every third of the second moment; counts every tenth. */
function record(db: WritableDb, run: RunId, after: number, end: number): void {
  const all = Array.from({ length: end - after }, (_, index) => after + 1 + index)
  const isPower = (step: number): boolean => (step & (step - 1)) === 0
  inTransaction(db, () => {
    appendRows(db, run, rowsOf(loss, 1, all))
    appendRows(
      db,
      run,
      rowsOf(
        second,
        2,
        all.filter((step) => step % 3 === 0 || (step < 100 && isPower(step))),
      ),
    )
    appendRows(
      db,
      run,
      rowsOf(
        counts,
        3,
        all.filter((step) => step % 10 === 0),
      ),
    )
  })
}

/** All that the file holds of a run's series, ids and checksums left out, for they are of ids. */
function stored(db: WritableDb, run: RunId): unknown {
  const of = 'JOIN series ON series.id = series_id WHERE run_id = ? ORDER BY diagnostic, parameter'
  const piece = 'count, first_step, chunks.last_step, steps, payload'
  return {
    series: db
      .prepare('SELECT diagnostic, shape, row_count, last_step FROM series WHERE run_id = ? ORDER BY 1')
      .all(run),
    chunks: db.prepare(`SELECT diagnostic, chunk_index, ${piece} FROM chunks ${of}, chunk_index`).all(run),
    levels: db
      .prepare(
        `SELECT diagnostic, level, row_index, ${piece.replace('chunks', 'levels')} FROM levels ${of}, level, row_index`,
      )
      .all(run),
    tails: db.prepare(`SELECT count(*) AS n FROM tails JOIN series ON series.id = series_id WHERE run_id = ?`).get(run),
  }
}

function values(db: WritableDb, run: RunId): unknown {
  return listSeries(db, run).map(({ key }) => [key, readSeries(db, run, key)])
}

/** Around the ends of chunks and of rows of levels, and anywhere else. */
const place = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(1, 2, 1023, 1024, 1025, 8192, 8193))

test('whatever frames bring them, rows are the same, and once the series are closed so is every byte', () => {
  fc.assert(
    fc.property(place, fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 6 }), (end, lengths) => {
      const { db } = temporaryLabFile()
      const [parts, whole] = insertSamples(db, 2) as [RunId, RunId]
      record(db, whole, 0, end)
      let done = 0
      for (let frame = 0; done < end; frame++) {
        const next = Math.min(end, done + (lengths[frame % lengths.length] ?? end))
        record(db, parts, done, next)
        done = next
      }
      expect(values(db, parts)).toEqual(values(db, whole))
      for (const run of [parts, whole]) closeSeries(db, run)
      expect(stored(db, parts)).toEqual(stored(db, whole))
      expect(stored(db, parts)).toMatchObject({ tails: { n: 0 } })
      expect(values(db, parts)).toEqual(values(db, whole))
    }),
    { numRuns: 12 },
  )
})

test('cut at any step and gone on with, closed before or not, they are the series that were never longer', () => {
  fc.assert(
    fc.property(place, place, place, fc.boolean(), (step, surplus, more, isClosed) => {
      const { db } = temporaryLabFile()
      const [cut, whole] = insertSamples(db, 2) as [RunId, RunId]
      record(db, cut, 0, step + surplus)
      if (isClosed) closeSeries(db, cut)
      record(db, whole, 0, step)
      cutSeries(db, cut, step)
      expect(values(db, cut)).toEqual(values(db, whole))
      record(db, cut, step, step + more)
      record(db, whole, step, step + more)
      expect(values(db, cut)).toEqual(values(db, whole))
      for (const run of [cut, whole]) closeSeries(db, run)
      expect(stored(db, cut)).toEqual(stored(db, whole))
    }),
    { numRuns: 12 },
  )
})

test('a run that was cut leaves every other run as it is, and what has no row any more is gone', () => {
  const { db } = temporaryLabFile()
  const [run, other] = insertSamples(db, 2) as [RunId, RunId]
  record(db, run, 0, 3000)
  record(db, other, 0, 3000)
  const before = stored(db, other)
  cutSeries(db, run, 2)
  expect(listSeries(db, run)).toEqual([loss, second])
  cutSeries(db, run, 0)
  expect(listSeries(db, run)).toEqual([])
  expect(stored(db, other)).toEqual(before)
})

test('a frame leaves what earlier frames brought as it is, until a chunk is full', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1) as [RunId]
  const tails = () => db.prepare('SELECT * FROM tails ORDER BY id').all()
  for (let end = 100; end <= 1000; end += 100) {
    const before = tails()
    appendRows(
      db,
      run,
      rowsOf(
        loss,
        1,
        Array.from({ length: 100 }, (_, index) => end - 99 + index),
      ),
    )
    expect(tails().slice(0, -1)).toEqual(before)
  }
  appendRows(
    db,
    run,
    rowsOf(
      loss,
      1,
      Array.from({ length: 100 }, (_, index) => 1001 + index),
    ),
  )
  expect(db.prepare('SELECT chunk_index, count FROM chunks').all()).toEqual([{ chunk_index: 0, count: 1024 }])
  expect(db.prepare('SELECT level, first_row, count FROM tails ORDER BY level').all()).toEqual([
    { level: 0, first_row: 1024, count: 76 },
    { level: 1, first_row: 0, count: 128 },
    { level: 2, first_row: 0, count: 16 },
    { level: 3, first_row: 0, count: 2 },
  ])
})

test('evenly spaced steps take no room, others come back as they were', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1) as [RunId]
  const steps = Array.from({ length: 2048 }, (_, index) => (index < 1024 ? 7 * index : 2 ** 52 + index ** 3))
  appendRows(db, run, rowsOf(loss, 1, steps))
  expect([...readColumn(db, run, { ...loss.key, column: 'training' }).steps]).toEqual(steps)
  expect(db.prepare('SELECT steps IS NULL FROM chunks ORDER BY chunk_index').pluck().all()).toEqual([1, 0])
})

test('steps that do not rise or are no whole numbers are refused, and nothing of them is stored', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1) as [RunId]
  const append = (...steps: number[]) => appendRows(db, run, rowsOf(loss, 1, steps))
  append(1, 2, 3)
  expect(() => append(4, 3)).toThrow('step = 3, must be above 4')
  expect(() => append(3)).toThrow('step = 3, must be above 3')
  expect(() => append(3.5)).toThrow('step = 3.5, must be a whole number')
  expect(() => appendRows(db, run, { ...second, steps: Float64Array.of(1), values: Float64Array.of(1) })).toThrow(
    'values of secondMoment x = 1, must be 2 · 1 steps',
  )
  append(4)
  expect([...readColumn(db, run, { ...loss.key, column: 'training' }).steps]).toEqual([1, 2, 3, 4])
  expect(() => appendRows(db, run, rowsOf({ ...loss, shape: { columns: ['other'] } }, 1, [5]))).toThrow('another shape')
})
