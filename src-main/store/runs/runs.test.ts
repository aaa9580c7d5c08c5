import { expect, test } from 'vitest'
import { runIdSchema } from '../../contract/identifiers'
import { runRecordSchema, runSummary } from '../../contract/run'
import { appendFrame } from '../appendFrame'
import { failRun, finishRun, interruptRun, interruptRunningRuns, stopRun } from '../finishRun'
import { insertSamples } from '../testing/insertSamples'
import { sampleExperiment } from '../testing/sampleExperiment'
import { sampleOutcome } from '../testing/sampleOutcome'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { editRuns } from './editRuns'
import { insertRuns } from './insertRuns'
import { listRuns, readRecord, readRun, readRuns } from './readRuns'
import { recordPrepared, setPaused, startRun } from './runStatus'

test('a new run is queued, whole and as the contract says', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  const summary = readRun(db, run!)
  expect(runRecordSchema.parse(readRecord(db, run!))).toEqual(readRecord(db, run!))
  expect(summary).toMatchObject({ status: 'queued', name: 'bowl, RMSProp', queueOrder: 1, createdAtMs: 1000 })
})

test('losses that are not finite come back as they were', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  finishRun(db, run!, sampleOutcome, 2000)
  expect(readRun(db, run!)).toMatchObject({
    status: 'completed',
    trainingLoss: 0.25,
    validationLoss: Number.POSITIVE_INFINITY,
    validationAccuracy: Number.NaN,
    testLoss: Number.NEGATIVE_INFINITY,
    finishedAtMs: 2000,
    queueOrder: null,
  })
})

test('a run goes from queued to running to its end', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  startRun(db, run!, 1500)
  expect(readRun(db, run!)).toMatchObject({ status: 'running', startedAtMs: 1500, queueOrder: null })
  recordPrepared(db, run!, {
    type: 'prepared',
    totalSteps: 400,
    stepsPerEpoch: 40,
    recordEvery: 3,
    evaluateEvery: 80,
    cadences: { trainingLoss: 1, validation: 80 },
    engineVersion: '1',
    backend: 'reference',
    backendShortfall: { kind: 'noNativeKernels', reason: 'the addon is missing' },
    threads: 2,
    threadsShortfall: { kind: 'wholeLayers', layers: ['conv2d', 'batchNorm'] },
    dataDigest: 'sha256:data',
    parameters: [],
  })
  const progress = { trainingLoss: 3, bestTrainingLoss: 2, validationLoss: null, validationAccuracy: null }
  appendFrame(db, run!, { step: 9, elapsedMs: 4, stepsPerSecond: 77, rows: [] }, progress)
  setPaused(db, run!, true)
  expect(readRun(db, run!)).toMatchObject({
    totalSteps: 400,
    stepsPerEpoch: 40,
    recordEvery: 3,
    evaluateEvery: 80,
    cadences: { trainingLoss: 1, validation: 80 },
    engineVersion: '1',
    backend: 'reference',
    backendShortfall: { kind: 'noNativeKernels', reason: 'the addon is missing' },
    threads: 2,
    threadsShortfall: { kind: 'wholeLayers', layers: ['conv2d', 'batchNorm'] },
    dataDigest: 'sha256:data',
    step: 9,
    elapsedMs: 4,
    stepsPerSecond: 77,
    trainingLoss: 3,
    bestTrainingLoss: 2,
    isPaused: true,
  })
  failRun(db, run!, { kind: 'trainerExited', code: null, lastStep: 9 }, 1600)
  expect(readRun(db, run!)).toMatchObject({
    status: 'failed',
    failure: { kind: 'trainerExited', code: null, lastStep: 9 },
    isPaused: false,
    stepsPerSecond: null,
    step: 9,
  })
})

test('only runs that were running are interrupted by the end of the program', () => {
  const { db } = temporaryLabFile()
  const runs = insertSamples(db, 4)
  startRun(db, runs[0]!, 1)
  stopRun(db, runs[1]!, 2)
  interruptRun(db, runs[2]!, 3)
  expect(interruptRunningRuns(db)).toEqual([runs[0]])
  expect(listRuns(db).runs.map((run) => [run.status, run.finishedAtMs])).toEqual([
    ['interrupted', null],
    ['stopped', 2],
    ['interrupted', 3],
    ['queued', null],
  ])
})

test('runs are read in the order asked for, and those that are missing are left out', () => {
  const { db } = temporaryLabFile()
  const [first, second, third] = insertSamples(db, 3)
  const missing = runIdSchema.parse(99)
  editRuns(db, [third!], { tags: ['b', 'a', 'b'] })
  expect(readRuns(db, [third!, missing, first!]).map((run) => [run.id, run.tags])).toEqual([
    [third, ['b', 'a']],
    [first, []],
  ])
  expect(listRuns(db).runs.map((run) => run.id)).toEqual([first, second, third])
  const { runs, configurations } = listRuns(db)
  const whole = runs.map((run) => runSummary(run, configurations.find(({ id }) => id === run.configuration)!))
  expect(whole).toEqual(readRuns(db, [first!, second!, third!]))
})

test('an edit changes what it names and nothing else', () => {
  const { db } = temporaryLabFile()
  const [run, other] = insertSamples(db, 2)
  const untouched = readRun(db, other!)
  editRuns(db, [run!], { name: 'renamed', note: 'why', tags: ['x'], colour: 7, dash: 2, isVisible: false })
  const before = readRun(db, run!)
  expect(before).toMatchObject({ name: 'renamed', note: 'why', tags: ['x'], colour: 7, dash: 2, isVisible: false })
  editRuns(db, [run!], { note: '' })
  expect(readRun(db, run!)).toEqual({ ...before, note: '' })
  expect(readRun(db, other!)).toEqual(untouched)
  expect(() => editRuns(db, [run!, runIdSchema.parse(99)], { note: 'lost' })).toThrow('run 99 is not in this lab file')
  expect(readRun(db, run!)?.note).toBe('')
})

test('runs of one configuration share its row, whatever they are called, their seed and what they measure', () => {
  const { db } = temporaryLabFile()
  const experiments = [
    sampleExperiment(),
    sampleExperiment({ name: 'again', seed: 2 }),
    sampleExperiment({ diagnostics: { every: 7, evaluateEvery: 3, measure: [], keep: { every: 5 } } }),
    sampleExperiment({ precision: 'float32' }),
  ]
  const runs = insertRuns(db, { experiments, createdAtMs: 1 })
  const list = listRuns(db)
  expect(list.configurations).toHaveLength(2)
  expect(list.runs.map((run) => run.configuration === list.runs[0]?.configuration)).toEqual([true, true, true, false])
  expect(readRuns(db, runs).map((run) => run.experiment)).toEqual(experiments)
  expect(JSON.stringify(readRun(db, runs[1]!)?.experiment)).toBe(JSON.stringify(experiments[1]))
})

test('a configuration is the same in whichever order its settings were written', () => {
  const { db } = temporaryLabFile()
  const written = sampleExperiment({
    optimizer: { kind: 'rmsprop', learningRate: 0.1, exceptions: [{ parameters: 'b', learningRate: 1 }] },
  })
  const otherwise = sampleExperiment({
    optimizer: { exceptions: [{ learningRate: 1, parameters: 'b' }], learningRate: 0.1, kind: 'rmsprop' },
  })
  insertRuns(db, { experiments: [written, otherwise], createdAtMs: 1 })
  expect(listRuns(db).configurations).toHaveLength(1)
})

test('every run has a uid of its own', () => {
  const { db } = temporaryLabFile()
  insertSamples(db, 5)
  const uids = listRuns(db).runs.map((run) => run.uid)
  expect(new Set(uids).size).toBe(5)
  for (const uid of uids) expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
