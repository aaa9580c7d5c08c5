/** A run that goes on is the same run: its rows, its end, and as it was where it may not. */
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { type Result, unwrap } from '../contract/result'
import { createNodeTrainerHost } from '../jobs/nodeTrainerHost'
import { readRun } from '../store/runs/readRuns'
import { readSnapshot } from '../store/snapshots'
import { readColumn } from '../store/testing/readColumn'
import { document, loss, reopened, rowsSeen, type TemporaryService, temporaryService } from './testing/temporaryService'

const saidOf = (result: Result<unknown>): string => (result.ok ? '' : sentence(result.error))
const stepsTo = (end: number): number[] => Array.from({ length: end }, (_, index) => index + 1)

function stepsOf({ labFile }: TemporaryService, run: RunId): number[] {
  return [...readColumn(labFile.db, run, loss).steps]
}

function statusSeen({ seen }: TemporaryService, run: RunId, status: string, step = 0): Promise<unknown> {
  return seen(
    ({ name, payload }) =>
      name === 'runs.changed' && payload.runs.some((at) => at.id === run && at.status === status && at.step > step),
  )
}

/** A run stopped at step 10. */
async function stoppedRun(bench: TemporaryService, name = 'waits'): Promise<RunId> {
  const [run] = unwrap(bench.service.start([document(name)]))
  await rowsSeen(bench, run)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  return run!
}

test('a stopped run goes on under its number, and can be stopped again', async () => {
  const bench = temporaryService()
  const run = await stoppedRun(bench)
  expect(readRun(bench.labFile.db, run)).toMatchObject({ status: 'stopped', step: 10, checkpointStep: 10 })
  unwrap(await bench.service.resume(run))
  expect(readRun(bench.labFile.db, run)).toMatchObject({ status: 'running', parameterDigest: null })
  await statusSeen(bench, run, 'running', 10)
  unwrap(bench.service.stop(run))
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run)).toMatchObject({
    status: 'stopped',
    step: 20,
    checkpointStep: 20,
    parameterDigest: 'sha256:0.5/1/20',
  })
  expect(stepsOf(bench, run)).toEqual(stepsTo(20))
  expect(readSnapshot(bench.labFile.db, run, 'result')?.arrays[0]?.values[0]).toBe(10)
})

test('an interrupted run goes on after the lab file was opened again', async () => {
  const first = temporaryService()
  const [run] = unwrap(first.service.start([document('waits keeps')]))
  await rowsSeen(first, run)
  const bench = await reopened(first)
  expect(readRun(bench.labFile.db, run!)).toMatchObject({ status: 'interrupted', checkpointStep: 10 })
  unwrap(await bench.service.resume(run!))
  await statusSeen(bench, run!, 'running', 10)
  expect(stepsOf(bench, run!)).toEqual(stepsTo(20))
})

test('a failed run goes on from its last checkpoint: rows behind it are recorded anew', async () => {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document('keeps first exits')]))
  const ends = []
  for (let turn = 0; turn < 3; turn++) {
    if (turn > 0) unwrap(await bench.service.resume(run!))
    await bench.service.whenIdle()
    const { status, step, checkpointStep, failure } = readRun(bench.labFile.db, run!)!
    ends.push({ status, step, checkpointStep, isFailure: failure !== null })
    expect(stepsOf(bench, run!)).toEqual(stepsTo(step))
  }
  expect(ends).toEqual([
    { status: 'failed', step: 30, checkpointStep: 10, isFailure: true },
    { status: 'failed', step: 40, checkpointStep: 20, isFailure: true },
    { status: 'completed', step: 50, checkpointStep: null, isFailure: false },
  ])
  expect(readRun(bench.labFile.db, run!)?.parameterDigest).toBe('sha256:0.5/1/50')
  expect(saidOf(await bench.service.resume(run!))).toContain(`run ${run} is completed; resuming needs a run`)
})

test.each([
  { name: 'waits moved', said: 'run 1 cannot be resumed: data digest was none, is now sha256:moved' },
  {
    name: 'waits updated',
    said: 'run 1 cannot be resumed: engine version stand-in 1 made it, and this one is stand-in 2',
  },
  { name: 'waits shrunk', said: 'experiment: problem.dataset leaves no example to train on' },
  { name: 'waits misfits', said: 'run 1 cannot be resumed: checkpoint = slot m x, must be slot s x' },
  { name: 'waits moved misfits', said: 'run 1 cannot be resumed: data digest was none, is now sha256:moved' },
])('a run that would not be the same one ("$name") is refused, and is as it was', async ({ name, said }) => {
  const failures: unknown[] = []
  const bench = temporaryService({ onStoreFailure: (error) => failures.push(error) })
  const run = await stoppedRun(bench, name)
  const before = readRun(bench.labFile.db, run)
  expect(saidOf(await bench.service.resume(run))).toBe(said)
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run)).toEqual(before)
  expect(stepsOf(bench, run)).toEqual(stepsTo(10))
  expect(readSnapshot(bench.labFile.db, run, 'result')?.arrays).toHaveLength(2)
  expect(failures).toEqual([])
  expect(saidOf(await bench.service.resume(run))).toBe(said)
})

test('a run whose checkpoint is damaged is refused by what is damaged, and is as it was', async () => {
  const bench = temporaryService()
  const run = await stoppedRun(bench)
  const before = readRun(bench.labFile.db, run)
  bench.labFile.db.exec('UPDATE arrays SET bytes = zeroblob(length(bytes))')
  const said = `the lab file ${bench.labFile.file} is damaged: run ${run}: its checkpoint at step 10 is not what was stored (parameter x)`
  expect(saidOf(await bench.service.resume(run))).toBe(said)
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run)).toEqual(before)
  expect(stepsOf(bench, run)).toEqual(stepsTo(10))
})

test('a trainer that cannot be started leaves the run as it was', async () => {
  const first = temporaryService()
  const run = await stoppedRun(first)
  const bench = await reopened(first, { host: createNodeTrainerHost('/nowhere/trainer.js') })
  const before = readRun(bench.labFile.db, run)
  expect(saidOf(await bench.service.resume(run))).toMatch(/^the trainer process ended/)
  expect(readRun(bench.labFile.db, run)).toEqual(before)
})

test('it waits for its turn; taken out of the queue it is as it was, and may lie in the trash', async () => {
  const bench = temporaryService({ concurrency: 1 })
  const run = await stoppedRun(bench)
  const [other] = unwrap(bench.service.start([document('waits too')]))
  for (const leave of ['stop', 'trash'] as const) {
    const before = readRun(bench.labFile.db, run)
    const answer = bench.service.resume(run)
    expect(readRun(bench.labFile.db, run)).toMatchObject({ status: 'queued', step: 10, queueOrder: expect.any(Number) })
    expect(saidOf(await bench.service.resume(run))).toContain(`run ${run} is queued`)
    unwrap(leave === 'stop' ? bench.service.stop(run) : bench.service.trash([run]))
    unwrap(await answer)
    const trashedAtMs = leave === 'trash' ? expect.any(Number) : null
    expect(readRun(bench.labFile.db, run)).toEqual({ ...before, trashedAtMs })
  }
  unwrap(bench.service.stop(other!))
})

test('stopped before its trainer is ready, it is as it was, and the trainer is gone', async () => {
  const bench = temporaryService()
  const run = await stoppedRun(bench)
  const before = readRun(bench.labFile.db, run)
  const answer = bench.service.resume(run)
  unwrap(bench.service.stop(run))
  unwrap(await answer)
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run)).toEqual(before)
})

test('closed before its trainer is ready, it goes on when the lab file is opened again', async () => {
  const first = temporaryService()
  const run = await stoppedRun(first)
  const answer = first.service.resume(run)
  const bench = await reopened(first)
  unwrap(await answer)
  await statusSeen(bench, run, 'running', 10)
  expect(stepsOf(bench, run)).toEqual(stepsTo(20))
})

test('who leaves the queue alone starts a run there that it is asked for, and leaves the others', async () => {
  const first = temporaryService({ concurrency: 1 })
  const run = await stoppedRun(first)
  const [busy, fresh, other] = unwrap(first.service.start([document('waits'), document('bowl'), document('alone')]))
  await rowsSeen(first, busy)
  void first.service.resume(run)
  const bench = await reopened(first, { adoptQueue: false })
  unwrap(await bench.service.resume(fresh!))
  unwrap(await bench.service.resume(run))
  await statusSeen(bench, run, 'running', 10)
  unwrap(bench.service.stop(run))
  await bench.service.whenIdle()
  const statuses = [run, fresh, other].map((id) => readRun(bench.labFile.db, id!)?.status)
  expect(statuses).toEqual(['stopped', 'completed', 'queued'])
  expect(stepsOf(bench, run)).toEqual(stepsTo(20))
})

test('a run that was killed before its first checkpoint begins again, on the data that there are', async () => {
  const first = temporaryService()
  const [run] = unwrap(first.service.start([document('exits moved')]))
  await first.service.whenIdle()
  expect(readRun(first.labFile.db, run!)).toMatchObject({ status: 'failed', step: 30, checkpointStep: null })
  first.labFile.db.exec("UPDATE runs SET name = replace(name, 'exits', 'goes')")
  const bench = await reopened(first)
  unwrap(await bench.service.resume(run!))
  await bench.service.whenIdle()
  expect(readRun(bench.labFile.db, run!)).toMatchObject({ status: 'completed', step: 50, failure: null })
  expect(stepsOf(bench, run!)).toEqual(stepsTo(50))
})
