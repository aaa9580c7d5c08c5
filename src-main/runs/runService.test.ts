import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import type { RunStatus } from '../contract/run'
import { listRuns, readRun } from '../store/listRuns'
import { readParameters } from '../store/parameters'
import { readSeries } from '../store/readSeries'
import { createNodeTrainerHost } from './nodeTrainerHost'
import { document, type TemporaryService, temporaryService } from './testing/temporaryService'

const loss = { diagnostic: 'loss', column: 'training', parameter: '' }

function statusSeen({ seen }: TemporaryService, run: RunId | undefined, status: RunStatus) {
  return seen(
    ({ name, payload }) => name === 'runs.changed' && payload.some((it) => it.id === run && it.status === status),
  )
}

/** The first frame of the run is stored and told. */
function rowsSeen({ seen }: TemporaryService, run: RunId | undefined) {
  return seen(({ name, payload }) => name === 'series.grown' && payload.some((it) => it.run === run))
}

test('a run ends completed with its series, its parameters and its digest', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('bowl')]))
  await service.whenIdle()
  expect(readRun(labFile.db, run!)).toMatchObject({
    status: 'completed',
    name: 'bowl',
    step: 50,
    totalSteps: 50,
    stepsPerSecond: null,
    trainingLoss: 1 / 50,
    parameterDigest: 'sha256:0.5/1/50',
    engineVersion: 'stand-in 1',
    failure: null,
  })
  expect(readSeries(labFile.db, run!, loss).steps.length).toBe(50)
  expect(readParameters(labFile.db, run!)).toEqual([
    { name: 'x', shape: [2], values: Float64Array.of(25, 1), slots: { s: Float64Array.of(0.25, Number.NaN) } },
  ])
})

test('what is published is stored already', async () => {
  const problems: string[] = []
  const bench: TemporaryService = temporaryService({
    publish: (name, payload) => {
      if (name !== 'series.grown') return
      for (const { run, step } of payload as readonly { run: RunId; step: number }[]) {
        const stored = readSeries(bench.labFile.db, run, loss).steps.at(-1) ?? 0
        if (stored < step) problems.push(`run ${run} told step ${step}, stored ${stored}`)
        told += 1
      }
    },
  })
  let told = 0
  unwrap(bench.service.start([document('a'), document('b', { budget: { steps: 300 } })]))
  await bench.service.whenIdle()
  expect(problems).toEqual([])
  expect(told).toBeGreaterThan(1)
})

test('ten queued runs train two at a time, in order', async () => {
  const { service, labFile, published } = temporaryService({ concurrency: 2 })
  const runs = unwrap(service.start(Array.from({ length: 10 }, (_, index) => document(`run ${index}`))))
  await service.whenIdle()
  expect(listRuns(labFile.db).map((run) => run.status)).toEqual(runs.map(() => 'completed'))
  const started: RunId[] = []
  const running = new Set<RunId>()
  let most = 0
  for (const { name, payload } of published) {
    if (name !== 'runs.changed') continue
    for (const { id, status } of payload) {
      if (status === 'running' && !started.includes(id)) started.push(id)
      if (status === 'running') running.add(id)
      else running.delete(id)
    }
    most = Math.max(most, running.size)
  }
  expect(started).toEqual(runs)
  expect(most).toBe(2)
})

test('a queued run moved to the front is the next to start', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const [first, second, third] = unwrap(bench.service.start([document('waits'), document('second'), document('third')]))
  unwrap(bench.service.moveInQueue(third!, 0))
  expect(listRuns(bench.labFile.db).map((run) => run.queuePosition)).toEqual([null, 1, 0])
  await rowsSeen(bench, first)
  unwrap(bench.service.stop(first!))
  await bench.service.whenIdle()
  const order = bench.published.flatMap(({ name, payload }) =>
    name === 'runs.changed' ? payload.filter((run) => run.status === 'completed').map((run) => run.id) : [],
  )
  expect([...new Set(order)]).toEqual([third, second])
})

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
  expect(readSeries(bench.labFile.db, bad!, loss).steps.length).toBe(30)
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

test('a stopped run keeps what it has, and its parameters', async () => {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document('waits')]))
  await rowsSeen(bench, run)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run!)).toMatchObject({
    status: 'stopped',
    step: 10,
    parameterDigest: 'sha256:0.5/1/10',
  })
})

test('a run stopped while queued leaves the queue at step 0', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const [first, second] = unwrap(bench.service.start([document('waits'), document('second')]))
  unwrap(bench.service.stop(second!))
  expect(readRun(bench.labFile.db, second!)).toMatchObject({ status: 'stopped', step: 0, queuePosition: null })
  const again = bench.service.stop(second!)
  expect(again.ok ? '' : sentence(again.error)).toBe(
    `run ${second} is stopped; stopping needs a run that is queued or running`,
  )
  await rowsSeen(bench, first)
  unwrap(bench.service.stop(first!))
  await bench.service.whenIdle()
})

test('pausing holds a run, and it says so until it goes on', async () => {
  const bench = temporaryService()
  const isPaused = (wanted: boolean) =>
    bench.seen(
      ({ name, payload }) => name === 'runs.changed' && payload.some((run) => run.isPaused === wanted && run.step > 0),
    )
  const [run] = unwrap(bench.service.start([document('waits')]))
  await rowsSeen(bench, run)
  unwrap(bench.service.pause(run!))
  await isPaused(true)
  expect(readRun(bench.labFile.db, run!)).toMatchObject({ status: 'running', isPaused: true })
  unwrap(bench.service.continue(run!))
  await isPaused(false)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run!)).toMatchObject({ status: 'stopped', isPaused: false })
})

test('one wrong document keeps all of them out', () => {
  const { service, labFile } = temporaryService()
  const result = service.start([document('good'), document('bad', { seed: -1 })])
  expect(result.ok ? '' : sentence(result.error)).toBe(
    'experiment 2 of 2: seed = -1, must be a whole number in [0, 9007199254740991]',
  )
  expect(listRuns(labFile.db)).toEqual([])
})

test('seeds 1…n are one group, named by their seed', async () => {
  const { service, labFile } = temporaryService()
  unwrap(service.startSeeds(document('bowl', { seed: 9 }), 3))
  await service.whenIdle()
  const runs = listRuns(labFile.db)
  expect(runs.map((run) => [run.name, run.experiment.seed])).toEqual([
    ['bowl · seed 1', 1],
    ['bowl · seed 2', 2],
    ['bowl · seed 3', 3],
  ])
  expect(new Set(runs.map((run) => run.group)).size).toBe(1)
  expect(runs[0]?.group).not.toBeNull()
  for (const seeds of [0, 1.5, 1001]) expect(service.startSeeds(document('bowl'), seeds).ok).toBe(false)
})

test('a running run cannot be moved to the trash; a queued one leaves the queue for it', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const [first, second] = unwrap(bench.service.start([document('waits'), document('second')]))
  await rowsSeen(bench, first)
  const refused = bench.service.trash([second!, first!])
  expect(refused.ok ? '' : sentence(refused.error)).toBe(
    `run ${first} is running; moving to the trash needs a run that is finished`,
  )
  expect(readRun(bench.labFile.db, second!)?.status).toBe('queued')
  unwrap(bench.service.trash([second!]))
  expect(readRun(bench.labFile.db, second!)).toMatchObject({ status: 'stopped', trashedAtMs: 1_700_000_000_000 })
  unwrap(bench.service.restore([second!]))
  expect(readRun(bench.labFile.db, second!)?.trashedAtMs).toBeNull()
  expect(bench.service.purge([second!]).ok).toBe(false)
  unwrap(bench.service.trash([second!]))
  unwrap(bench.service.purge([second!]))
  expect(readRun(bench.labFile.db, second!)).toBeUndefined()
  expect(bench.published.at(-1)).toEqual({ name: 'runs.removed', payload: [second] })
})

test('verifying trains again without writing and compares digests', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('bowl')]))
  await service.whenIdle()
  const before = labFile.db.prepare('SELECT total_changes() AS changes').get()
  const steps: number[] = []
  expect(unwrap(await service.verify(run!, (step) => steps.push(step)))).toEqual({
    matches: true,
    expected: 'sha256:0.5/1/50',
    actual: 'sha256:0.5/1/50',
    remarks: [],
  })
  expect(steps).toEqual([10, 20, 30, 40, 50])
  expect(labFile.db.prepare('SELECT total_changes() AS changes').get()).toEqual(before)
})

test('a digest that differs is told, with what else differs', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('bowl')]))
  await service.whenIdle()
  labFile.db.exec("UPDATE runs SET parameter_digest = 'sha256:other', engine_version = 'stand-in 0'")
  expect(unwrap(await service.verify(run!))).toEqual({
    matches: false,
    expected: 'sha256:other',
    actual: 'sha256:0.5/1/50',
    remarks: ['engine version was stand-in 0, is now stand-in 1'],
  })
})

test('a stopped run is verified up to the step it stopped at', async () => {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document('waits')]))
  await rowsSeen(bench, run)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  bench.labFile.db.exec(`UPDATE experiments SET document = replace(document, 'waits', 'goes')`)
  const reopened = await reopen(bench)
  expect(unwrap(await reopened.service.verify(run!))).toMatchObject({ matches: true, actual: 'sha256:0.5/1/10' })
})

test('a failed run has nothing to verify', async () => {
  const { service } = temporaryService()
  const [run] = unwrap(service.start([document('fails')]))
  await service.whenIdle()
  const result = await service.verify(run!)
  expect(result.ok ? '' : sentence(result.error)).toContain(`run ${run} is failed; verifying needs`)
})

/** Closes the service and its file, and opens both again. */
async function reopen(bench: TemporaryService, changes = {}): Promise<TemporaryService> {
  await bench.service.close()
  bench.labFile.close()
  return temporaryService(changes, bench.labFile.file)
}

test('closing interrupts running runs, leaves the queue, and the next start goes on with it', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const [first, second] = unwrap(bench.service.start([document('waits'), document('second')]))
  await rowsSeen(bench, first)
  const next = await reopen(bench, { adoptQueue: false })
  expect(listRuns(next.labFile.db).map((run) => [run.status, run.step])).toEqual([
    ['interrupted', 10],
    ['queued', 0],
  ])
  const last = await reopen(next)
  await last.service.whenIdle()
  expect(readRun(last.labFile.db, second!)?.status).toBe('completed')
})

test('a run left running by a program that was killed becomes interrupted', async () => {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document('bowl')]))
  await bench.service.whenIdle()
  bench.labFile.db.exec("UPDATE runs SET status = 'running', finished_at_ms = NULL")
  const next = await reopen(bench)
  expect(readRun(next.labFile.db, run!)).toMatchObject({ status: 'interrupted', finishedAtMs: null, step: 50 })
})

test('closing and opening again gives identical rows', async () => {
  const bench = temporaryService()
  const runs = unwrap(bench.service.start([document('a'), document('diverges'), document('exits')]))
  await bench.service.whenIdle()
  unwrap(bench.service.edit(runs, { note: 'kept', tags: ['one', 'two'], isVisible: false }))
  const rows = (at: TemporaryService) => ({
    runs: listRuns(at.labFile.db),
    series: runs.map((run) => readSeries(at.labFile.db, run, loss)),
    parameters: runs.map((run) => readParameters(at.labFile.db, run)),
  })
  const before = rows(bench)
  expect(rows(await reopen(bench))).toEqual(before)
})

test('without adopting the queue only its own runs are started', async () => {
  const bench = temporaryService({ concurrency: 1, adoptQueue: false })
  const [first, foreign] = unwrap(bench.service.start([document('waits'), document('foreign')]))
  await rowsSeen(bench, first)
  const next = await reopen(bench, { adoptQueue: false })
  const [own] = unwrap(next.service.start([document('own')]))
  await next.service.whenIdle()
  expect([foreign, own].map((run) => readRun(next.labFile.db, run!)?.status)).toEqual(['queued', 'completed'])
})

test('more runs at once are started as soon as they are allowed', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const [first, second] = unwrap(bench.service.start([document('waits'), document('waits too')]))
  await statusSeen(bench, first, 'running')
  unwrap(bench.service.setConcurrency(2))
  await rowsSeen(bench, second)
  expect(listRuns(bench.labFile.db).map((run) => run.status)).toEqual(['running', 'running'])
  expect(bench.service.setConcurrency(0).ok).toBe(false)
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
