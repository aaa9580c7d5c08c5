import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { EventPayload } from '../contract/events'
import type { RunId } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import { readQueuedRuns } from '../store/runs/queue'
import { listRuns, readRun } from '../store/runs/readRuns'
import { readSnapshot } from '../store/snapshots'
import { readColumn } from '../store/testing/readColumn'
import { document, loss, reopened, rowsSeen, type TemporaryService, temporaryService } from './testing/temporaryService'

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
  expect(readColumn(labFile.db, run!, loss).steps.length).toBe(50)
  expect(readSnapshot(labFile.db, run!, 'result')).toEqual({
    step: 50,
    arrays: [
      { kind: 'parameter', name: 'x', shape: [2], values: Float64Array.of(25, 1) },
      { kind: 'slot', name: 's x', shape: [2], values: Float64Array.of(0.25, Number.NaN) },
    ],
  })
})

test('what is published is stored already', async () => {
  const problems: string[] = []
  const bench: TemporaryService = temporaryService({
    publish: (name, payload) => {
      if (name !== 'series.grown') return
      for (const { run, series } of payload as EventPayload<'series.grown'>) {
        const [{ key, step } = { key: null, step: 0 }, ...others] = series
        if (key?.diagnostic !== loss.diagnostic || others.length > 0) problems.push(`run ${run} told ${series.length}`)
        const stored = readColumn(bench.labFile.db, run, loss).steps.at(-1) ?? 0
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
  expect(listRuns(labFile.db).runs.map((run) => run.status)).toEqual(runs.map(() => 'completed'))
  const started: RunId[] = []
  const running = new Set<RunId>()
  let most = 0
  for (const { name, payload } of published) {
    if (name !== 'runs.changed') continue
    for (const { id, status } of payload.runs) {
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
  expect(readQueuedRuns(bench.labFile.db)).toEqual([third, second])
  await rowsSeen(bench, first)
  unwrap(bench.service.stop(first!))
  await bench.service.whenIdle()
  const order = bench.published.flatMap(({ name, payload }) =>
    name === 'runs.changed' ? payload.runs.filter((run) => run.status === 'completed').map((run) => run.id) : [],
  )
  expect([...new Set(order)]).toEqual([third, second])
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
  expect(readRun(bench.labFile.db, second!)).toMatchObject({ status: 'stopped', step: 0, queueOrder: null })
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
      ({ name, payload }) =>
        name === 'runs.changed' && payload.runs.some((run) => run.isPaused === wanted && run.step > 0),
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
  expect(listRuns(labFile.db).runs).toEqual([])
})

test('seeds 1…n are one group: the name and the configuration are those of the document', async () => {
  const { service, labFile } = temporaryService()
  unwrap(service.startSeeds(document('bowl', { seed: 9 }), 3))
  await service.whenIdle()
  const { runs } = listRuns(labFile.db)
  expect(runs.map((run) => [run.name, run.seed])).toEqual([
    ['bowl', 1],
    ['bowl', 2],
    ['bowl', 3],
  ])
  expect(new Set(runs.map((run) => run.configuration)).size).toBe(1)
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

test('closing interrupts running runs, leaves the queue, and the next start goes on with it', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const [first, second] = unwrap(bench.service.start([document('waits'), document('second')]))
  await rowsSeen(bench, first)
  const next = await reopened(bench, { adoptQueue: false })
  expect(listRuns(next.labFile.db).runs.map((run) => [run.status, run.step])).toEqual([
    ['interrupted', 10],
    ['queued', 0],
  ])
  const last = await reopened(next)
  await last.service.whenIdle()
  expect(readRun(last.labFile.db, second!)?.status).toBe('completed')
})

test('a run left running by a program that was killed becomes interrupted', async () => {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document('bowl')]))
  await bench.service.whenIdle()
  bench.labFile.db.exec("UPDATE runs SET status = 'running', finished_at_ms = NULL")
  const next = await reopened(bench)
  expect(readRun(next.labFile.db, run!)).toMatchObject({ status: 'interrupted', finishedAtMs: null, step: 50 })
})

test('closing and opening again gives identical rows', async () => {
  const bench = temporaryService()
  const runs = unwrap(bench.service.start([document('a'), document('diverges'), document('exits')]))
  await bench.service.whenIdle()
  unwrap(bench.service.edit(runs, { note: 'kept', tags: ['one', 'two'], isVisible: false }))
  const rows = (at: TemporaryService) => ({
    runs: listRuns(at.labFile.db),
    series: runs.map((run) => readColumn(at.labFile.db, run, loss)),
    results: runs.map((run) => readSnapshot(at.labFile.db, run, 'result')),
  })
  const before = rows(bench)
  expect(rows(await reopened(bench))).toEqual(before)
})

test('without adopting the queue only its own runs are started', async () => {
  const bench = temporaryService({ concurrency: 1, adoptQueue: false })
  const [first, foreign] = unwrap(bench.service.start([document('waits'), document('foreign')]))
  await rowsSeen(bench, first)
  const next = await reopened(bench, { adoptQueue: false })
  const [own] = unwrap(next.service.start([document('own')]))
  await next.service.whenIdle()
  expect([foreign, own].map((run) => readRun(next.labFile.db, run!)?.status)).toEqual(['queued', 'completed'])
})

test('more runs at once are started as soon as they are allowed', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const [first, second] = unwrap(bench.service.start([document('waits'), document('waits too')]))
  await rowsSeen(bench, first)
  unwrap(bench.jobs.setAtOnce(2))
  await rowsSeen(bench, second)
  expect(listRuns(bench.labFile.db).runs.map((run) => run.status)).toEqual(['running', 'running'])
  expect(bench.jobs.setAtOnce(0).ok).toBe(false)
})
