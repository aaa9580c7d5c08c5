/** How many threads a run has: those asked for while nothing else trains, and one beside another run or a verification. */
import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import { listRuns, readRun, readRuns } from '../store/runs/readRuns'
import type { RunServiceOptions } from './runService'
import { document, rowsSeen, temporaryService } from './testing/temporaryService'

test('are those asked for when it trains by itself, and one when another trains or is about to', async () => {
  const { service, labFile } = temporaryService({ concurrency: 2, threads: 2 })
  const threadsOf = (runs: readonly RunId[]) => readRuns(labFile.db, runs).map(({ threads }) => threads)
  const alone = unwrap(service.start([document('alone')]))
  await service.whenIdle()
  const together = unwrap(service.start([document('first'), document('second')]))
  await service.whenIdle()
  expect([threadsOf(alone), threadsOf(together)]).toEqual([[2], [1, 1]])
})

test('are those asked for of every run when they train one after the other', async () => {
  const { service, labFile } = temporaryService({ concurrency: 1 })
  unwrap(service.setThreads(2))
  const runs = unwrap(service.start([document('first'), document('second')]))
  await service.whenIdle()
  expect(readRuns(labFile.db, runs).map(({ threads }) => threads)).toEqual([2, 2])
  expect(service.setThreads(0)).toMatchObject({ ok: false, error: { kind: 'invalidInput' } })
})

test('are one from the next step on when another run starts beside it', async () => {
  const bench = temporaryService({ concurrency: 2, threads: 2 })
  const { service, labFile } = bench
  const [first] = unwrap(service.start([document('waits')]))
  await rowsSeen(bench, first)
  const [second] = unwrap(service.start([document('second')]))
  await bench.seen(
    ({ name, payload }) =>
      name === 'runs.changed' && payload.runs.some(({ id, status }) => id === second && status === 'completed'),
  )
  unwrap(service.stop(first!))
  await service.whenIdle()
  const runs = readRuns(labFile.db, [first!, second!])
  expect(runs.map(({ threads, threadsLeftAt }) => [threads, threadsLeftAt])).toEqual([
    [2, 10],
    [1, null],
  ])
})

test('are one all along when another run starts before it is ready', async () => {
  const { service, labFile } = temporaryService({ concurrency: 2, threads: 2 })
  const [first] = unwrap(service.start([document('first')]))
  const [second] = unwrap(service.start([document('second')]))
  await service.whenIdle()
  const runs = readRuns(labFile.db, [first!, second!])
  expect(runs.map(({ threads, threadsLeftAt }) => [threads, threadsLeftAt])).toEqual([
    [1, null],
    [1, null],
  ])
})

test('are told, and kept, with the reason when they are fewer than asked for', async () => {
  const told: unknown[] = []
  const onPrepared: RunServiceOptions['onPrepared'] = (run, { threads, threadsShortfall }) =>
    told.push([run, threads, threadsShortfall])
  const { service, labFile } = temporaryService({ concurrency: 2, threads: 2, onPrepared })
  unwrap(service.start([document('alone')]))
  await service.whenIdle()
  unwrap(service.start([document('first'), document('second')]))
  await service.whenIdle()
  expect(told.sort()).toEqual([
    [1, 2, null],
    [2, 1, { kind: 'notAlone' }],
    [3, 1, { kind: 'notAlone' }],
  ])
  expect(listRuns(labFile.db).runs.map(({ id, threads, threadsShortfall }) => [id, threads, threadsShortfall])).toEqual(
    told,
  )
})

test('are one from the next step on when a verification starts beside it', async () => {
  const bench = temporaryService({ concurrency: 2, threads: 2 })
  const { service, labFile } = bench
  const [saved] = unwrap(service.start([document('saved')]))
  await service.whenIdle()
  const [run] = unwrap(service.start([document('waits')]))
  await rowsSeen(bench, run)
  expect(unwrap(await service.verify(saved!))?.matches).toBe(true)
  unwrap(service.stop(run!))
  await service.whenIdle()
  expect(readRun(labFile.db, run!)).toMatchObject({ threads: 2, threadsLeftAt: 10 })
})

test('are one for a run that starts while a verification trains, and those asked for when it has ended', async () => {
  const { service, labFile } = temporaryService({ concurrency: 2, threads: 2 })
  const [saved] = unwrap(service.start([document('saved')]))
  await service.whenIdle()
  const verification = service.verify(saved!)
  const [beside] = unwrap(service.start([document('beside')]))
  await Promise.all([verification, service.whenIdle()])
  const [after] = unwrap(service.start([document('after')]))
  await service.whenIdle()
  expect(readRuns(labFile.db, [saved!, beside!, after!]).map(({ threads }) => threads)).toEqual([2, 1, 2])
})

test('are those asked for where a verification was refused', async () => {
  const bench = temporaryService({ concurrency: 2, threads: 2 })
  const { service, labFile } = bench
  const [run] = unwrap(service.start([document('waits')]))
  await rowsSeen(bench, run)
  expect((await service.verify(run!)).ok).toBe(false)
  unwrap(service.stop(run!))
  await service.whenIdle()
  expect(readRun(labFile.db, run!)).toMatchObject({ threads: 2, threadsLeftAt: null })
})
