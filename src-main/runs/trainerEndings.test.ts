import { expect, test } from 'vitest'
import { LabFailure, sentence } from '../contract/errors'
import { unwrap } from '../contract/result'
import { createNodeTrainerHost } from '../jobs/nodeTrainerHost'
import { readRun } from '../store/runs/readRuns'
import { readColumn } from '../store/testing/readColumn'
import { document, loss, rowsSeen, temporaryService } from './testing/temporaryService'

test('a trainer that is killed fails its run with the last stored step, and no other run', async () => {
  const bench = temporaryService({ concurrency: 2 })
  const [bad, good, next] = unwrap(bench.service.start([document('exits'), document('good'), document('next')]))
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, bad!)).toMatchObject({
    status: 'failed',
    step: 30,
    failure: { kind: 'trainerExited', code: 7, lastStep: 30 },
    parameterDigest: null,
  })
  expect(readColumn(bench.labFile.db, bad!, loss).steps.length).toBe(30)
  expect([good, next].map((run) => readRun(bench.labFile.db, run!)?.status)).toEqual(['completed', 'completed'])
})

test('a trainer ended by a signal is told as killed', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('dies')]))
  await service.whenIdle()
  const { status, failure } = readRun(labFile.db, run!)!
  expect([status, sentence(failure!)]).toEqual(['failed', 'the trainer process ended (killed) after step 30'])
})

test('a trainer that does not answer a stop is killed, and its run is stopped', async () => {
  const bench = temporaryService({ stopPatienceMs: 1 })
  const [run] = unwrap(bench.service.start([document('deaf')]))
  await rowsSeen(bench, run)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run!)).toMatchObject({ status: 'stopped', step: 10, parameterDigest: null })
})

test('a trainer that does not say where it is when the app closes is killed, and its run is interrupted', async () => {
  const bench = temporaryService({ stopPatienceMs: 1 })
  const [run] = unwrap(bench.service.start([document('deaf')]))
  await rowsSeen(bench, run)
  await bench.service.close()
  expect(readRun(bench.labFile.db, run!)).toMatchObject({ status: 'interrupted', step: 10 })
})

test('a trainer that cannot be started fails its run', async () => {
  const { service, labFile } = temporaryService({ host: createNodeTrainerHost('/nowhere/trainer.js') })
  const [run] = unwrap(service.start([document('bowl')]))
  await service.whenIdle()
  expect(readRun(labFile.db, run!)).toMatchObject({ status: 'failed', failure: { kind: 'trainerExited', lastStep: 0 } })
})

test('a message that does not parse fails the run and names what is wrong', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('babbles')]))
  await service.whenIdle()
  const { status, failure } = readRun(labFile.db, run!)!
  expect(status).toBe('failed')
  expect(sentence(failure!)).toMatch(/^the trainer failed after step 10: it sent a message with frame/)
})

test('what the trainer says went wrong is kept', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('fails')]))
  await service.whenIdle()
  expect(readRun(labFile.db, run!)).toMatchObject({
    status: 'failed',
    failure: { kind: 'datasetUnreadable', file: 'digits.idx', reason: 'is truncated' },
  })
})

test('a run that diverges keeps its last loss, NaN, and where', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('diverges')]))
  await service.whenIdle()
  expect(readRun(labFile.db, run!)).toMatchObject({
    status: 'diverged',
    trainingLoss: Number.NaN,
    failure: { kind: 'diverged', step: 50, series: 'loss.training', value: 'NaN' },
  })
})

test('a trainer that ends itself right after its last message has finished', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('hurries')]))
  await service.whenIdle()
  expect(readRun(labFile.db, run!)?.status).toBe('completed')
})

test('a full disk ends the run and is told; the app goes on', async () => {
  const told: string[] = []
  const bench = temporaryService({ onStoreFailure: (error) => told.push(sentence(error)) })
  const pages = Number(bench.labFile.db.pragma('page_count', { simple: true }))
  bench.labFile.db.pragma(`max_page_count = ${pages + 3}`)
  const [run] = unwrap(bench.service.start([document('long', { budget: { steps: 5000 } })]))
  await bench.service.whenIdle()
  expect(told[0]).toBe(
    `the lab file ${bench.labFile.file} cannot be written: the disk is full; make room and open it again`,
  )
  expect(readRun(bench.labFile.db, run!)).toMatchObject({ status: 'failed', failure: { kind: 'storeUnavailable' } })
})

test('starts that cannot be stored are told, and leave every run in the queue until somebody starts more', async () => {
  const told: string[] = []
  const bench = temporaryService({ onStoreFailure: (error) => told.push(sentence(error)) })
  const { db, file } = bench.labFile
  db.function('refuse', () => {
    throw new LabFailure({ kind: 'storeUnavailable', file, reason: 'cannot be written: the disk is full' })
  })
  db.exec(`CREATE TEMP TRIGGER refuse_starts BEFORE UPDATE OF status ON main.runs WHEN new.status = 'running'
    BEGIN SELECT refuse(); END`)
  const runs = unwrap(bench.service.start([document('a'), document('b'), document('c')]))
  await bench.service.whenIdle()
  expect(told).toHaveLength(2)
  expect(told[0]).toContain('the disk is full')
  expect(runs.map((run) => readRun(db, run)?.status)).toEqual(['queued', 'queued', 'queued'])
  db.exec('DROP TRIGGER refuse_starts')
  unwrap(bench.service.start([document('d')]))
  await bench.service.whenIdle()
  expect(runs.map((run) => readRun(db, run)?.status)).toEqual(['completed', 'completed', 'completed'])
})
