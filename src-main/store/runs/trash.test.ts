import { expect, test } from 'vitest'
import { sentence } from '../../contract/errors'
import { runIdSchema } from '../../contract/identifiers'
import { appendFrame } from '../appendFrame'
import { finishRun, stopRun } from '../finishRun'
import { sweep } from '../sweep'
import { insertSamples } from '../testing/insertSamples'
import { sampleExperiment } from '../testing/sampleExperiment'
import { sampleOutcome } from '../testing/sampleOutcome'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { editRuns, purgeRuns, restoreRuns, trashRuns } from './editRuns'
import { insertRuns } from './insertRuns'
import { moveInQueue } from './queue'
import { listRuns, readRun } from './readRuns'
import { startRun } from './runStatus'

test('deleting is undone by restoring', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  stopRun(db, run!, 5)
  const before = readRun(db, run!)
  trashRuns(db, [run!], 100)
  trashRuns(db, [run!], 200)
  expect(readRun(db, run!)?.trashedAtMs).toBe(100)
  restoreRuns(db, [run!])
  expect(readRun(db, run!)).toEqual(before)
})

test('a run that is queued or running is not moved to the trash', () => {
  const { db } = temporaryLabFile()
  const [running, queued, finished] = insertSamples(db, 3)
  startRun(db, running!, 1)
  stopRun(db, finished!, 1)
  expect(() => trashRuns(db, [finished!, running!], 9)).toThrow('moving to the trash needs a run that is finished')
  expect(() => trashRuns(db, [finished!, queued!], 9)).toThrow('is queued; moving to the trash')
  expect(listRuns(db).runs.every((run) => run.trashedAtMs === null)).toBe(true)
})

test('purging removes all that a run recorded, and nothing of another', () => {
  const { db } = temporaryLabFile()
  const shared = sampleExperiment()
  const [gone, kept] = insertRuns(db, { experiments: [shared, shared], createdAtMs: 1 })
  const rows = [{ key: { diagnostic: 'loss', parameter: '' }, shape: { columns: ['training'] }, ...longColumns() }]
  const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }
  const result = [{ kind: 'parameter' as const, name: 'x', shape: [1], values: Float64Array.of(1) }]
  for (const run of [gone!, kept!]) {
    appendFrame(db, run, { step: 3000, elapsedMs: 1, stepsPerSecond: 1, rows }, progress)
    finishRun(db, run, { ...sampleOutcome, result }, 5)
    editRuns(db, [run], { tags: ['t'] })
  }
  const tables = [
    'configurations',
    'runs',
    'run_tags',
    'series',
    'chunks',
    'levels',
    'tails',
    'removed_series',
    'snapshots',
    'snapshot_arrays',
    'arrays',
  ]
  const counts = () => tables.map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  expect(counts()).toEqual([1, 2, 2, 2, 6, 6, 0, 0, 2, 2, 1])
  expect(() => purgeRuns(db, [gone!])).toThrow('removing for good needs a run that is in the trash')
  trashRuns(db, [gone!], 9)
  purgeRuns(db, [gone!])
  sweep(db, () => false)
  expect(counts()).toEqual([1, 1, 1, 1, 3, 3, 0, 0, 1, 1, 1])
  trashRuns(db, [kept!], 9)
  purgeRuns(db, [kept!])
  sweep(db, () => false)
  expect(counts()).toEqual(tables.map(() => 0))
  const [next] = insertSamples(db, 1)
  expect(next).toBe(kept! + 1)
})

test('a run that is not there is named in the error', () => {
  const { db } = temporaryLabFile()
  const run = runIdSchema.parse(12)
  const notThere = sentence({ kind: 'runNotFound', run: '12' })
  expect(() => trashRuns(db, [run], 1)).toThrow(notThere)
  expect(() => restoreRuns(db, [run])).toThrow(notThere)
  expect(() => purgeRuns(db, [run])).toThrow(notThere)
  expect(() => moveInQueue(db, run, 0)).toThrow(notThere)
})

function longColumns() {
  const steps = Float64Array.from({ length: 3000 }, (_, index) => index + 1)
  return { steps, values: steps }
}
