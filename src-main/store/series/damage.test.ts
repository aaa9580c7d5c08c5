/** A changed byte of a series is found when it is read and named by run, series and steps; everything else stays readable. */
import { pathToFileURL } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { sentence } from '../../contract/errors'
import type { RunId } from '../../contract/identifiers'
import { type Result, unwrap } from '../../contract/result'
import { asReadable, type ReadableDb } from '../labDatabase'
import { openLabFile } from '../openLabFile'
import { readSeriesWindows } from '../reader/readSeriesWindow'
import { storeFailure } from '../storeFailure'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { appendRows, closeSeries } from './appendRows'
import { listSeries, readSeries } from './readSeries'

const shape = { columns: ['value'] }
const broken = { diagnostic: 'secondMoment', parameter: 'hidden1.W' }
const whole = { diagnostic: 'trainingLoss', parameter: '' }
const length = 10_000

/** Two series of a run, the first one to be damaged; some of its rows are still open, or none. */
function written(isClosed: boolean) {
  const { db, file, close } = temporaryLabFile()
  const [run] = insertSamples(db, 1) as [RunId]
  const steps = Float64Array.from({ length }, (_, index) => 2 * index + 1)
  for (const key of [broken, whole]) {
    appendRows(db, run, { key, shape, steps: steps.subarray(0, 9900), values: steps.subarray(0, 9900) })
    appendRows(db, run, { key, shape, steps: steps.subarray(9900), values: steps.subarray(9900) })
  }
  if (isClosed) closeSeries(db, run)
  close()
  return { file, run, steps }
}

function damage(file: string, statement: string): void {
  const raw = new BetterSqlite3(file)
  raw.pragma('foreign_keys = OFF')
  raw.exec(statement)
  raw.close()
}

function reading<T>(file: string, read: (db: ReadableDb) => T): Result<T> {
  const labFile = unwrap(openLabFile(file, { mode: 'read' }))
  const result = labFile.attempt(() => read(labFile.db))
  labFile.close()
  return result
}

const said = (result: Result<unknown>): string => (result.ok ? '' : sentence(result.error))
const of = "series_id = (SELECT id FROM series WHERE diagnostic = 'secondMoment')"
const flip = (blob: string) => `CAST(substr(${blob}, 1, 20) || x'ff' || substr(${blob}, 22) AS BLOB)`

test.each([
  [
    'a byte of a chunk',
    `UPDATE chunks SET payload = ${flip('payload')} WHERE ${of} AND chunk_index = 2`,
    'steps 4097 to 6143',
  ],
  ['a chunk without bytes', `UPDATE chunks SET payload = x'' WHERE ${of} AND chunk_index = 2`, 'steps 4097 to 6143'],
  [
    'a chunk of another place',
    `UPDATE chunks SET chunk_index = 99 WHERE ${of} AND chunk_index = 2`,
    'rows of secondMoment hidden1.W 2049 to',
  ],
  ['the steps of a chunk', `UPDATE chunks SET last_step = 6145 WHERE ${of} AND chunk_index = 2`, 'steps 4097 to 6145'],
  ['the number of its rows', `UPDATE chunks SET count = 1000 WHERE ${of} AND chunk_index = 2`, 'steps 4097 to 6143'],
  [
    'a chunk that is gone',
    `DELETE FROM chunks WHERE ${of} AND chunk_index = 2`,
    'rows of secondMoment hidden1.W 2049 to 10000 are missing',
  ],
  [
    'rows that are still open',
    `UPDATE tails SET payload = ${flip('payload')} WHERE ${of} AND level = 0 AND first_row = 9900`,
    'steps 19801 to 19999',
  ],
  [
    'open rows that are gone',
    `DELETE FROM tails WHERE ${of} AND first_row = 9900`,
    'rows of secondMoment hidden1.W 9901 to 10000 are missing',
  ],
  [
    'how far it reaches',
    "UPDATE series SET row_count = 9000 WHERE diagnostic = 'secondMoment'",
    'the record of secondMoment hidden1.W',
  ],
  [
    'its columns',
    `UPDATE series SET shape = '{"columns":["other"]}' WHERE diagnostic = 'secondMoment'`,
    'the record of secondMoment hidden1.W',
  ],
])('%s is named, and the other series is read', (_, statement, what) => {
  const { file, run, steps } = written(false)
  damage(file, statement)
  const failed = reading(file, (db) => readSeries(db, run, broken))
  expect(failed).toMatchObject({ ok: false, error: { kind: 'damaged', file, run } })
  expect(said(failed)).toContain(what)
  expect(unwrap(reading(file, (db) => readSeries(db, run, whole)))).toEqual({ steps, columns: [steps] })
})

test.each([
  [
    'gone',
    "DELETE FROM series WHERE diagnostic = 'secondMoment'; UPDATE runs SET series_count = 2",
    'of its 2 series 1 are found',
  ],
  ['of another run', "UPDATE series SET run_id = 77 WHERE diagnostic = 'secondMoment'", 'of its 2 series 1 are found'],
])('a series that is %s is missed, and the other one is read', (_, statement, what) => {
  const { file, run, steps } = written(true)
  damage(file, statement)
  expect(said(reading(file, (db) => listSeries(db, run)))).toContain(what)
  expect(said(reading(file, (db) => readSeries(db, run, broken)))).toContain(what)
  expect(unwrap(reading(file, (db) => readSeries(db, run, whole))).steps).toEqual(steps)
})

test('a window whose levels are damaged is refused, and one of the rows themselves is not', () => {
  const { file, run } = written(true)
  damage(file, `UPDATE levels SET payload = ${flip('payload')} WHERE ${of} AND level = 1 AND row_index = 1`)
  const window = (fromStep: number, toStep: number, buckets: number) =>
    reading(file, (db) => readSeriesWindows(db, run, broken, ['value'], { fromStep, toStep, buckets }))
  expect(said(window(1, 2 * length, 200))).toContain(
    'the blocks of level 1 of secondMoment hidden1.W at steps 16399 to',
  )
  expect(unwrap(window(16_001, 17_000, 500))[0]!.totalPoints).toBe(500)
})

test('a file that is read as immutable is named by its path, not by the URL it is opened by', () => {
  const { file, run } = written(true)
  damage(
    file,
    "UPDATE series SET row_count = 9 WHERE diagnostic = 'secondMoment'; DELETE FROM chunks WHERE series_id = 2",
  )
  const raw = new BetterSqlite3(`${pathToFileURL(file).href}?immutable=1`, { readonly: true })
  onTestFinished(() => void raw.close())
  const db = asReadable(raw)
  for (const read of [() => readSeries(db, run, broken), () => readSeries(db, run, whole)]) {
    expect(read).toThrow(expect.objectContaining({ error: expect.objectContaining({ kind: 'damaged', file, run }) }))
  }
})

test('no byte of a file changes a value silently', () => {
  const { file, run, steps } = written(true)
  const labFile = unwrap(openLabFile(file, { mode: 'read' }))
  const sound = labFile.db.serialize()
  labFile.close()
  const read = (db: BetterSqlite3.Database) => {
    const readable = db as ReadableDb
    return [listSeries(readable, run), readSeries(readable, run, broken), readSeries(readable, run, whole)]
  }
  const right = [[broken, whole].map((key) => ({ key, shape })), ...[0, 1].map(() => ({ steps, columns: [steps] }))]
  fc.assert(
    fc.property(fc.integer({ min: 100, max: sound.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(sound)
      changed[at]! ^= change
      const db = new BetterSqlite3(changed)
      try {
        expect(read(db)).toEqual(right)
      } catch (thrown) {
        // Told in words, and not any error.
        if (storeFailure(file, thrown) === undefined) throw thrown
      } finally {
        db.close()
      }
    }),
    { numRuns: 400 },
  )
})
