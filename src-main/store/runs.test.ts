import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { type RunId, runIdSchema } from '../contract/identifiers'
import { runSummarySchema } from '../contract/run'
import type { ParameterTensor } from '../contract/tensor'
import type { Outcome } from '../contract/trainerMessages'
import { appendFrame } from './appendFrame'
import { editRuns } from './editRuns'
import { failRun, finishRun, interruptRun, interruptRunningRuns, stopRun } from './finishRun'
import { insertRuns } from './insertRuns'
import type { WritableDb } from './labDatabase'
import { listRuns, readRun, readRuns } from './listRuns'
import { readParameters } from './parameters'
import { moveInQueue, readQueuedRuns } from './queue'
import { recordPrepared, setPaused, startRun } from './runStatus'
import { sampleExperiment } from './testing/sampleExperiment'
import { temporaryLabFile } from './testing/temporaryLabFile'
import { purgeRuns, restoreRuns, trashRuns } from './trash'

function insert(db: WritableDb, count: number, optimizers: readonly string[] = ['rmsprop']): RunId[] {
  const experiments = Array.from({ length: count }, (_, index) =>
    sampleExperiment({ seed: index, optimizer: { kind: optimizers[index % optimizers.length]! } }),
  )
  return insertRuns(db, { experiments, group: null, createdAtMs: 1000 })
}

const outcome: Outcome = {
  status: 'completed',
  step: 400,
  elapsedMs: 12,
  trainingLoss: 0.25,
  bestTrainingLoss: 0.125,
  validationLoss: Number.POSITIVE_INFINITY,
  validationAccuracy: Number.NaN,
  testLoss: Number.NEGATIVE_INFINITY,
  testAccuracy: 1,
  parameterDigest: 'sha256:00',
  parameters: [],
  divergence: null,
}

test('a new run is queued, whole and as the contract says', () => {
  const { db } = temporaryLabFile()
  const [run] = insert(db, 1)
  const summary = readRun(db, run!)
  expect(runSummarySchema.parse(summary)).toEqual(summary)
  expect(summary).toMatchObject({ status: 'queued', name: 'bowl, RMSProp', queuePosition: 0, createdAtMs: 1000 })
})

test('losses that are not finite come back as they were', () => {
  const { db } = temporaryLabFile()
  const [run] = insert(db, 1)
  finishRun(db, run!, outcome, 2000)
  expect(readRun(db, run!)).toMatchObject({
    status: 'completed',
    trainingLoss: 0.25,
    validationLoss: Number.POSITIVE_INFINITY,
    validationAccuracy: Number.NaN,
    testLoss: Number.NEGATIVE_INFINITY,
    finishedAtMs: 2000,
    queuePosition: null,
  })
})

test('parameters keep their bits, their precision, their shape and their order', () => {
  const { db } = temporaryLabFile()
  fc.assert(
    fc.property(
      fc.array(fc.record({ single: fc.float32Array({ maxLength: 20 }), double: fc.float64Array({ maxLength: 20 }) }), {
        maxLength: 4,
      }),
      (tensors) => {
        const [run] = insert(db, 1)
        const parameters: ParameterTensor[] = tensors.flatMap(({ single, double }, index): ParameterTensor[] => [
          { name: `w${index}`, shape: [single.length], values: single, slots: { s: single, m: double } },
          { name: `b${index}`, shape: [1, double.length], values: double, slots: {} },
        ])
        finishRun(db, run!, { ...outcome, parameters }, 2000)
        expect(readParameters(db, run!)).toEqual(parameters)
      },
    ),
    { numRuns: 40 },
  )
})

test('a run goes from queued to running to its end', () => {
  const { db } = temporaryLabFile()
  const [run] = insert(db, 1)
  startRun(db, run!, 1500)
  expect(readRun(db, run!)).toMatchObject({ status: 'running', startedAtMs: 1500, queuePosition: null })
  recordPrepared(db, run!, {
    type: 'prepared',
    totalSteps: 400,
    stepsPerEpoch: 40,
    engineVersion: '1',
    backend: 'reference',
    dataDigest: 'sha256:data',
    parameters: [],
  })
  const progress = { trainingLoss: 3, bestTrainingLoss: 2, validationLoss: null, validationAccuracy: null }
  appendFrame(db, run!, { step: 9, elapsedMs: 4, stepsPerSecond: 77, rows: [] }, progress)
  setPaused(db, run!, true)
  expect(readRun(db, run!)).toMatchObject({
    totalSteps: 400,
    stepsPerEpoch: 40,
    engineVersion: '1',
    backend: 'reference',
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
  const runs = insert(db, 4)
  startRun(db, runs[0]!, 1)
  stopRun(db, runs[1]!, 2)
  interruptRun(db, runs[2]!, 3)
  expect(interruptRunningRuns(db)).toEqual([runs[0]])
  expect(listRuns(db).map((run) => [run.status, run.finishedAtMs])).toEqual([
    ['interrupted', null],
    ['stopped', 2],
    ['interrupted', 3],
    ['queued', null],
  ])
})

test('runs are read in the order asked for, and those that are missing are left out', () => {
  const { db } = temporaryLabFile()
  const [first, second, third] = insert(db, 3)
  const missing = runIdSchema.parse(99)
  editRuns(db, [third!], { tags: ['b', 'a', 'b'] })
  expect(readRuns(db, [third!, missing, first!]).map((run) => [run.id, run.tags])).toEqual([
    [third, ['b', 'a']],
    [first, []],
  ])
  expect(listRuns(db).map((run) => run.id)).toEqual([first, second, third])
  expect(listRuns(db)).toEqual(readRuns(db, [first!, second!, third!]))
})

test('an edit changes what it names and nothing else', () => {
  const { db } = temporaryLabFile()
  const [run, other] = insert(db, 2)
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

test('a queue in which one run moves keeps the order of the others', () => {
  const { db } = temporaryLabFile()
  const runs = insert(db, 6)
  fc.assert(
    fc.property(fc.nat({ max: 5 }), fc.nat({ max: 8 }), (which, position) => {
      const before = readQueuedRuns(db)
      const run = runs[which]!
      moveInQueue(db, run, position)
      const after = readQueuedRuns(db)
      expect(after.indexOf(run)).toBe(Math.min(position, 5))
      expect(after.filter((other) => other !== run)).toEqual(before.filter((other) => other !== run))
      expect(readRuns(db, after).map((summary) => summary.queuePosition)).toEqual([0, 1, 2, 3, 4, 5])
    }),
  )
})

test('places in the queue have no gaps, whichever run leaves it', () => {
  const { db } = temporaryLabFile()
  const runs = insert(db, 4)
  stopRun(db, runs[1]!, 5)
  expect(listRuns(db).map((run) => run.queuePosition)).toEqual([0, null, 1, 2])
  insert(db, 1)
  expect(listRuns(db).map((run) => run.queuePosition)).toEqual([0, null, 1, 2, 3])
})

test('only a queued run moves in the queue', () => {
  const { db } = temporaryLabFile()
  const [run] = insert(db, 1)
  startRun(db, run!, 1)
  expect(() => moveInQueue(db, run!, 0)).toThrow('is running; moving in the queue needs a run that is queued')
})

test('deleting is undone by restoring', () => {
  const { db } = temporaryLabFile()
  const [run] = insert(db, 1)
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
  const [running, queued, finished] = insert(db, 3)
  startRun(db, running!, 1)
  stopRun(db, finished!, 1)
  expect(() => trashRuns(db, [finished!, running!], 9)).toThrow('moving to the trash needs a run that is finished')
  expect(() => trashRuns(db, [finished!, queued!], 9)).toThrow('is queued; moving to the trash')
  expect(listRuns(db).every((run) => run.trashedAtMs === null)).toBe(true)
})

test('purging removes all that a run recorded, and nothing of another', () => {
  const { db } = temporaryLabFile()
  const shared = sampleExperiment()
  const [gone, kept] = insertRuns(db, { experiments: [shared, shared], group: 'seeds', createdAtMs: 1 })
  const rows = [{ key: { diagnostic: 'loss', column: 'training', parameter: '' }, ...longColumns() }]
  const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }
  const parameters = [{ name: 'x', shape: [1], values: Float64Array.of(1), slots: { s: Float64Array.of(2) } }]
  for (const run of [gone!, kept!]) {
    appendFrame(db, run, { step: 3000, elapsedMs: 1, stepsPerSecond: 1, rows }, progress)
    finishRun(db, run, { ...outcome, parameters }, 5)
    editRuns(db, [run], { tags: ['t'] })
  }
  const tables = [
    'experiments',
    'groups',
    'runs',
    'run_tags',
    'series',
    'chunks',
    'levels',
    'checkpoints',
    'tensors',
    'tensor_slots',
  ]
  const counts = () => tables.map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  expect(counts()).toEqual([1, 1, 2, 2, 2, 6, 6, 2, 2, 2])
  expect(() => purgeRuns(db, [gone!])).toThrow('removing for good needs a run that is in the trash')
  trashRuns(db, [gone!], 9)
  purgeRuns(db, [gone!])
  expect(counts()).toEqual([1, 1, 1, 1, 1, 3, 3, 1, 1, 1])
  trashRuns(db, [kept!], 9)
  purgeRuns(db, [kept!])
  expect(counts()).toEqual(tables.map(() => 0))
  const [next] = insert(db, 1)
  expect(next).toBe(kept! + 1)
})

function longColumns() {
  const steps = Float64Array.from({ length: 3000 }, (_, index) => index + 1)
  return { steps, values: steps }
}

test('the first run of each method has the hue of its method, and a dash of its own', () => {
  const { db } = temporaryLabFile()
  insert(db, 5, ['sgd', 'momentum', 'rmsprop', 'adam', 'rule'])
  expect(listRuns(db).map((run) => [run.colour, run.dash])).toEqual([
    [0, 4],
    [1, 1],
    [2, 0],
    [3, 2],
    [4, 3],
  ])
})

test('thirty runs of one method differ in colour or dash, all in its hue', () => {
  const { db } = temporaryLabFile()
  insert(db, 30)
  const styles = listRuns(db).map((run) => `${run.colour}/${run.dash}`)
  expect(new Set(styles).size).toBe(30)
  expect(listRuns(db).every((run) => run.colour % 5 === 2 && run.colour < 25 && run.dash < 6)).toBe(true)
  insert(db, 1)
  expect(listRuns(db).at(-1)).toMatchObject({ colour: 2, dash: 0 })
})

test('a colour whose run is in the trash is given again; a run never changes its own', () => {
  const { db } = temporaryLabFile()
  const [first, second] = insert(db, 2)
  stopRun(db, first!, 1)
  trashRuns(db, [first!], 2)
  insert(db, 1)
  restoreRuns(db, [first!])
  expect(listRuns(db).map((run) => run.colour)).toEqual([2, 7, 2])
  expect(readRun(db, second!)?.dash).toBe(1)
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
