import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import type { Prepared } from '../contract/trainerMessages'
import { appendFrame } from './appendFrame'
import { failRun, finishRun, interruptRun } from './finishRun'
import type { WritableDb } from './labDatabase'
import { goOnTraining, isQueuedAgain, leaveQueue, queueAgain } from './resumeRun'
import { trashRuns } from './runs/editRuns'
import { readQueuedRuns } from './runs/queue'
import { readRun } from './runs/readRuns'
import { startRun } from './runs/runStatus'
import { listSnapshots, readCheckpoint, readSnapshot, writeCheckpoint } from './snapshots'
import { insertSamples } from './testing/insertSamples'
import { readColumn } from './testing/readColumn'
import { sampleOutcome } from './testing/sampleOutcome'
import { sampleCheckpoint } from './testing/sampleSnapshot'
import { temporaryLabFile } from './testing/temporaryLabFile'

const shape = { columns: ['training'] }
const series = { diagnostic: 'loss', parameter: '' }
const key = { ...series, column: 'training' }
const result = [{ kind: 'parameter' as const, name: 'x', shape: [1], values: Float64Array.of(1) }]
const checkpoint = sampleCheckpoint()
const progress = { trainingLoss: 9, bestTrainingLoss: 9, validationLoss: 9, validationAccuracy: 9, checkpoint }
const message: Prepared = {
  type: 'prepared',
  totalSteps: 400,
  stepsPerEpoch: null,
  recordEvery: 1,
  evaluateEvery: null,
  cadences: {},
  engineVersion: '3',
  backend: 'wasm',
  backendShortfall: null,
  threads: 2,
  threadsShortfall: null,
  dataDigest: null,
  parameters: [],
}

/** Two runs that were started, with rows up to step 20 and a checkpoint of step 12; another one waits. */
function startedRuns(): { readonly db: WritableDb; readonly run: RunId; readonly waiting: RunId } {
  const { db } = temporaryLabFile()
  const [run, waiting] = insertSamples(db, 2) as [RunId, RunId]
  startRun(db, run, 100)
  const steps = Float64Array.from({ length: 20 }, (_, index) => index + 1)
  appendFrame(
    db,
    run,
    { step: 20, elapsedMs: 50, stepsPerSecond: 1, rows: [{ key: series, shape, steps, values: steps }] },
    progress,
  )
  return { db, run, waiting }
}

const stop = (db: WritableDb, run: RunId): void =>
  finishRun(db, run, { ...sampleOutcome, status: 'stopped', step: 20, result, checkpoint }, 200)
const fail = (db: WritableDb, run: RunId): void =>
  failRun(db, run, { kind: 'trainerExited', code: 7, lastStep: 20 }, 200)

test('a resumed run waits at the end of the queue, and nothing else of it changes', () => {
  const { db, run, waiting } = startedRuns()
  stop(db, run)
  const before = readRun(db, run)
  queueAgain(db, run)
  expect(readQueuedRuns(db)).toEqual([waiting, run])
  expect(readRun(db, run)).toEqual({ ...before, status: 'queued', queueOrder: 3 })
  expect(readSnapshot(db, run, 'result')).toEqual({ step: 20, arrays: result })
})

test.each([
  { status: 'stopped', end: stop },
  { status: 'failed', end: fail },
  { status: 'interrupted', end: (db: WritableDb, run: RunId) => interruptRun(db, run, 200) },
])('one that leaves the queue is $status as it was', ({ end }) => {
  const { db, run } = startedRuns()
  end(db, run)
  const before = readRun(db, run)
  queueAgain(db, run)
  expect(isQueuedAgain(db, run)).toBe(true)
  leaveQueue(db, run, 300)
  expect(readRun(db, run)).toEqual(before)
  expect(isQueuedAgain(db, run)).toBe(false)
})

test.each(['stopped', 'failed', 'interrupted'])(
  'one without a checkpoint is $status too when it leaves the queue',
  (status) => {
    const { db, waiting } = startedRuns()
    startRun(db, waiting, 100)
    db.prepare('UPDATE runs SET status = ?, queue_order = NULL, finished_at_ms = 120 WHERE id = ?').run(status, waiting)
    const before = readRun(db, waiting)
    queueAgain(db, waiting)
    leaveQueue(db, waiting, 300)
    expect(readRun(db, waiting)).toEqual(before)
  },
)

test('a run that was killed before its first checkpoint begins again: what it had recorded is gone', () => {
  const { db, waiting } = startedRuns()
  startRun(db, waiting, 100)
  const steps = Float64Array.of(1, 2, 3)
  const rows = [{ key: series, shape, steps, values: steps }]
  const kept = [{ step: 2, arrays: result }]
  const { checkpoint: _, ...early } = progress
  appendFrame(db, waiting, { step: 3, elapsedMs: 50, stepsPerSecond: 1, rows }, { ...early, kept })
  interruptRun(db, waiting, 200)
  queueAgain(db, waiting)
  goOnTraining(db, waiting, message, 300)
  expect(readRun(db, waiting)).toMatchObject({
    status: 'running',
    startedAtMs: 300,
    finishedAtMs: null,
    step: 0,
    elapsedMs: 0,
    trainingLoss: null,
    bestTrainingLoss: null,
    validationLoss: null,
    checkpointStep: null,
  })
  expect([readColumn(db, waiting, key).steps.length, listSnapshots(db, waiting)]).toEqual([0, []])
})

test('a new run that leaves the queue is stopped', () => {
  const { db, waiting } = startedRuns()
  leaveQueue(db, waiting, 300)
  expect(readRun(db, waiting)).toMatchObject({ status: 'stopped', finishedAtMs: 300, queueOrder: null })
})

test('one that goes on is what it was at the checkpoint: later rows and its end are gone', () => {
  const { db, run } = startedRuns()
  stop(db, run)
  queueAgain(db, run)
  goOnTraining(db, run, message, 300)
  expect(readRun(db, run)).toMatchObject({
    status: 'running',
    step: 12,
    checkpointStep: 12,
    elapsedMs: 34.5,
    startedAtMs: 100,
    finishedAtMs: null,
    trainingLoss: 0.5,
    bestTrainingLoss: null,
    validationLoss: Number.NaN,
    validationAccuracy: null,
    testLoss: null,
    testAccuracy: null,
    parameterDigest: null,
    threads: 2,
    threadsLeftAt: null,
    queueOrder: null,
  })
  expect(readSnapshot(db, run, 'result')).toBeUndefined()
  expect(readColumn(db, run, key).steps.at(-1)).toBe(12)
  stop(db, run)
  expect(readSnapshot(db, run, 'result')).toEqual({ step: 20, arrays: result })
})

test('what a stopped run goes on from outlives its result', () => {
  const { db, run } = startedRuns()
  const own = sampleCheckpoint({ step: 20, arrays: result })
  finishRun(db, run, { ...sampleOutcome, status: 'stopped', step: 20, result, checkpoint: own }, 200)
  queueAgain(db, run)
  expect(readCheckpoint(db, run)).toEqual(own)
  goOnTraining(db, run, message, 300)
  expect(readSnapshot(db, run, 'result')).toBeUndefined()
  interruptRun(db, run, 300)
  expect(readCheckpoint(db, run)).toEqual(own)
})

test('a run that is not finished, or is completed, is refused, and says so', () => {
  const { db, run, waiting } = startedRuns()
  expect(() => queueAgain(db, run)).toThrow(`run ${run} is running; resuming needs a run that is stopped`)
  expect(() => queueAgain(db, waiting)).toThrow(`run ${waiting} is queued`)
  finishRun(db, run, sampleOutcome, 200)
  expect(() => queueAgain(db, run)).toThrow(`run ${run} is completed`)
})

test('a run in the trash is not resumed, and one that left the queue meanwhile does not go on', () => {
  const { db, run } = startedRuns()
  stop(db, run)
  expect(() => goOnTraining(db, run, message, 300)).toThrow(
    `run ${run} is stopped; resuming needs a run that is queued`,
  )
  writeCheckpoint(db, run, checkpoint)
  trashRuns(db, [run], 300)
  expect(() => queueAgain(db, run)).toThrow('and not in the trash')
})
