/** Purged runs give their room back in parts, whatever happens between two of them. */
import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import { stopRun } from './finishRun'
import { foldLog, type WritableDb } from './labDatabase'
import { purgeRuns, trashRuns } from './runs/editRuns'
import { appendRows } from './series/appendRows'
import { listSeries, readSeries } from './series/readSeries'
import { isSweepDue, sweep } from './sweep'
import { insertSamples } from './testing/insertSamples'
import { temporaryLabFile } from './testing/temporaryLabFile'

const key = { diagnostic: 'loss', parameter: '' }
const shape = { columns: ['a', 'b'] }
const length = 40_000
const steps = Float64Array.from({ length }, (_, index) => index + 1)
const values = Float64Array.from({ length: 2 * length }, (_, index) => Math.sqrt(index))

function record(db: WritableDb, run: RunId): void {
  appendRows(db, run, { key, shape, steps, values })
}

function purge(db: WritableDb, run: RunId): void {
  stopRun(db, run, 1)
  trashRuns(db, [run], 2)
  purgeRuns(db, [run])
}

const count = (db: WritableDb, table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

test('the room of a purged run is given back, and the runs beside it are as they were', () => {
  const { db, file, close } = temporaryLabFile()
  const [before, gone, behind] = insertSamples(db, 3) as [RunId, RunId, RunId]
  for (const run of [before, gone, behind]) record(db, run)
  stopRun(db, before, 1)
  stopRun(db, behind, 1)
  foldLog(db)
  const full = statSync(file).size
  purge(db, gone)
  expect(isSweepDue(db)).toBe(true)
  expect(sweep(db, () => false)).toBe(false)
  expect([isSweepDue(db), db.pragma('freelist_count', { simple: true })]).toEqual([false, 0])
  // A third of it, less what is not of series.
  expect(statSync(file).size).toBeLessThan(0.7 * full)
  for (const run of [before, behind]) {
    expect(readSeries(db, run, key)).toEqual({ steps, columns: [values.subarray(0, length), values.subarray(length)] })
  }
  expect([count(db, 'removed_series'), count(db, 'chunks')]).toEqual([0, 80])
  close()
})

test('a part removes a few pieces and ends when it is told to; the next one goes on, also after the file was closed', () => {
  let labFile = temporaryLabFile()
  const [gone, kept] = insertSamples(labFile.db, 2) as [RunId, RunId]
  record(labFile.db, gone)
  record(labFile.db, kept)
  purge(labFile.db, gone)
  const left = [count(labFile.db, 'chunks')]
  let isMore = true
  for (let part = 0; isMore; part++) {
    if (part === 1) {
      labFile.close()
      labFile = temporaryLabFile(labFile.file)
    }
    isMore = sweep(labFile.db, () => true)
    left.push(count(labFile.db, 'chunks'))
  }
  expect(left.slice(0, 4)).toEqual([79, 63, 47, 39])
  expect([left.at(-1), isSweepDue(labFile.db)]).toEqual([39, false])
  expect(readSeries(labFile.db, kept, key).steps).toEqual(steps)
})

test('a new series is none of those whose pieces are still to be removed', () => {
  const { db } = temporaryLabFile()
  const [gone, next] = insertSamples(db, 2) as [RunId, RunId]
  record(db, gone)
  purge(db, gone)
  record(db, next)
  sweep(db, () => false)
  expect(listSeries(db, next)).toEqual([{ key, shape }])
  expect(readSeries(db, next, key).steps).toEqual(steps)
})

test('few free pages are left for what is recorded next', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1) as [RunId]
  appendRows(db, run, { key, shape, steps: steps.subarray(0, 1000), values: values.subarray(0, 2000) })
  expect(isSweepDue(db)).toBe(false)
  purge(db, run)
  expect(isSweepDue(db)).toBe(true)
})

test('a series that is still there is never swept, whatever a damaged row of the file says', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1) as [RunId]
  record(db, run)
  db.exec('INSERT INTO removed_series SELECT id FROM series')
  expect([isSweepDue(db), sweep(db, () => false)]).toEqual([false, false])
  expect(readSeries(db, run, key)).toEqual({ steps, columns: [values.subarray(0, length), values.subarray(length)] })
})
