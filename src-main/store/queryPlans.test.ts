import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import { appendFrame } from './appendFrame'
import { interruptRunningRuns } from './finishRun'
import type { WritableDb } from './labDatabase'
import { readSeriesWindows } from './reader/readSeriesWindow'
import { editRuns, purgeRuns, trashRuns } from './runs/editRuns'
import { insertRuns } from './runs/insertRuns'
import { readQueuedRuns } from './runs/queue'
import { listRuns, readRun } from './runs/readRuns'
import { closeSeries, cutSeries } from './series/appendRows'
import { listSeries } from './series/readSeries'
import { listSnapshots, readCheckpoint, readSnapshot, writeCheckpoint, writeSnapshot } from './snapshots'
import { sweep } from './sweep'
import { readColumn } from './testing/readColumn'
import { sampleExperiment } from './testing/sampleExperiment'
import { sampleCheckpoint } from './testing/sampleSnapshot'
import { temporaryLabFile } from './testing/temporaryLabFile'

const shape = { columns: ['training'] }
const series = { diagnostic: 'loss', parameter: '' }
const key = { ...series, column: 'training' }
const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }

/** The plans of every statement that `act` has SQLite run, one line each. */
function plansOf(db: WritableDb, act: () => void): string[] {
  const statements = new Set<string>()
  const prepare = db.prepare.bind(db)
  Object.defineProperty(db, 'prepare', {
    configurable: true,
    value: (sql: string) => {
      statements.add(sql)
      return prepare(sql)
    },
  })
  act()
  Reflect.deleteProperty(db, 'prepare')
  return [...statements].flatMap((sql) =>
    db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(Array.from({ length: sql.split('?').length - 1 }, () => 1))
      .map((row) => row.detail),
  )
}

function bench(): { db: WritableDb; run: RunId } {
  const { db } = temporaryLabFile()
  const [run] = insertRuns(db, { experiments: [sampleExperiment()], createdAtMs: 1 })
  return { db, run: run! }
}

function frame(from: number, length: number) {
  const steps = Float64Array.from({ length }, (_, index) => from + index)
  return {
    step: from + length - 1,
    elapsedMs: 1,
    stepsPerSecond: 1,
    rows: [{ key: series, shape, steps, values: steps }],
  }
}

test('a series is found, listed and read by its indexes', () => {
  const { db, run } = bench()
  const plans = plansOf(db, () => {
    appendFrame(db, run, frame(1, 40_000), progress)
    listSeries(db, run)
    readColumn(db, run, key)
    readSeriesWindows(db, run, series, ['training'], { fromStep: 100, toStep: 39_000, buckets: 100 })
  })
  expect(plans.filter((line) => line.startsWith('SCAN'))).toEqual([])
  for (const index of [
    'series USING INDEX sqlite_autoindex_series_1 (run_id=? AND diagnostic=? AND parameter=?)',
    'chunks USING INDEX sqlite_autoindex_chunks_1 (series_id=? AND chunk_index>? AND chunk_index<?)',
    'chunks USING INDEX sqlite_autoindex_chunks_1 (series_id=? AND chunk_index=?)',
    'levels USING INDEX sqlite_autoindex_levels_1 (series_id=? AND level=? AND row_index>? AND row_index<?)',
    'tails USING INDEX sqlite_autoindex_tails_1 (series_id=? AND level=? AND first_row>? AND first_row<?)',
  ]) {
    expect(plans).toContain(`SEARCH ${index}`)
  }
  expect(plans.filter((line) => line.includes('TEMP B-TREE'))).toEqual(['USE TEMP B-TREE FOR ORDER BY'])
})

test('a frame is stored, and series are closed and cut, without a scan', () => {
  const { db, run } = bench()
  const plans = plansOf(db, () => {
    appendFrame(db, run, frame(1, 1000), progress)
    appendFrame(db, run, frame(1001, 20_000), progress)
    closeSeries(db, run)
    cutSeries(db, run, 10_000)
  })
  expect(plans.filter((line) => line.startsWith('SCAN'))).toEqual([])
  expect(plans).toContain('SEARCH tails USING INDEX sqlite_autoindex_tails_1 (series_id=? AND level=?)')
})

test('what a purge leaves behind is found by its indexes', () => {
  const { db, run } = bench()
  appendFrame(db, run, frame(1, 40_000), progress)
  db.prepare('DELETE FROM series').run()
  const plans = plansOf(db, () => sweep(db, () => false))
  const ofIndex = ['chunks', 'levels', 'tails'].map(
    (table) => `SEARCH ${table} USING COVERING INDEX sqlite_autoindex_${table}_1`,
  )
  for (const line of ofIndex) expect(plans).toContain(`${line} (series_id=?)`)
  expect(plans.filter((line) => line.startsWith('SCAN'))).toEqual(['SCAN removed_series'])
})

test('the queue is read from its index, in order', () => {
  const { db } = bench()
  expect(plansOf(db, () => readQueuedRuns(db))).toEqual([
    'SEARCH runs USING COVERING INDEX runs_by_queue_order (queue_order>?)',
  ])
})

test('running runs are found by their index', () => {
  const { db } = bench()
  const plans = plansOf(db, () => interruptRunningRuns(db))
  expect(plans).toContain('SEARCH runs USING INDEX runs_by_status (status=?)')
})

test('one run is read by its id, all runs in one pass', () => {
  const { db, run } = bench()
  editRuns(db, [run], { tags: ['a'] })
  const one = plansOf(db, () => readRun(db, run))
  expect(one).toContain('SEARCH runs USING INTEGER PRIMARY KEY (rowid=?)')
  expect(one).toContain('SEARCH run_tags USING PRIMARY KEY (run_id=?)')
  expect(one).toContain('SEARCH configurations USING INTEGER PRIMARY KEY (rowid=?)')
  expect(one.filter((line) => line.startsWith('SCAN runs'))).toEqual([])
  expect(plansOf(db, () => listRuns(db)).filter((line) => line === 'SCAN runs')).toHaveLength(1)
})

test('snapshots are written, listed, read and removed by their indexes, and their arrays with them', () => {
  const { db, run } = bench()
  const plans = plansOf(db, () => {
    for (const step of [12, 13]) writeCheckpoint(db, run, sampleCheckpoint({ step }))
    writeSnapshot(db, run, 'kept', sampleCheckpoint())
    listSnapshots(db, run)
    readCheckpoint(db, run)
    readSnapshot(db, run, 'kept', 12)
  })
  expect(plans.filter((line) => line.startsWith('SCAN') || line.includes('TEMP B-TREE'))).toEqual([])
  expect(plans).toContain('SEARCH snapshots USING INDEX snapshots_by_run (run_id=? AND purpose=? AND step<?)')
  expect(plans).toContain('SEARCH snapshot_arrays USING PRIMARY KEY (snapshot_id=?)')
  expect(plans).toContain('SEARCH arrays USING INDEX sqlite_autoindex_arrays_1 (digest=?)')
  const others = 'SELECT 1 FROM snapshot_arrays WHERE array_digest = 1'
  expect(plansOf(db, () => db.prepare(others).get())).toEqual([
    'SEARCH snapshot_arrays USING COVERING INDEX snapshot_arrays_by_digest (array_digest=?)',
  ])
})

test('what no run refers to any more is found by the indexes of runs', () => {
  const { db, run } = bench()
  const plans = plansOf(db, () => {
    db.exec("UPDATE runs SET status = 'stopped', queue_order = NULL")
    trashRuns(db, [run], 1)
    purgeRuns(db, [run])
  })
  expect(plans).toContain('SEARCH runs USING COVERING INDEX runs_by_configuration (configuration_id=?)')
})
