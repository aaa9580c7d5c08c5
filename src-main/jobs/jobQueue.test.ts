/** The queue and its pool with real trainer processes. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Task } from '../contract/trainerMessages'
import { buildTrainer } from '../trainer/testing/buildTrainer'
import { experimentOf } from '../trainer/testing/trainToEnd'
import { JobQueue, type JobRequest, type JobSource, type Room } from './jobQueue'
import type { JobEnd, JobSession } from './jobSession'
import { processOf } from './nodeTrainerHost'

let folder = ''
let entry = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-jobs-'))
  entry = await buildTrainer(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const short = { schemaVersion: 1, problem: { kind: 'quadratic' }, optimizer: { kind: 'sgd' }, budget: { steps: 5 } }
/** Longer than any test. */
const endless = { ...short, budget: { steps: 1_000_000_000 } }
const trains = (document: object, threads = 1): Task => ({
  kind: 'train',
  experiment: experimentOf(document),
  backend: 'typescript',
  threads,
})

interface AskedJob extends JobRequest {
  readonly started: Promise<JobSession>
  /** Settles with the first word that it trains. */
  readonly trains: Promise<unknown>
  readonly ended: Promise<JobEnd>
}

function promised<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

function asked(task: Task): AskedJob {
  const { promise: started, resolve: onStart } = promised<JobSession>()
  const { promise: heard, resolve: onPrepared } = promised<unknown>()
  const { promise: ended, resolve: onEnd } = promised<JobEnd>()
  return {
    task,
    listener: { onPrepared, onFrame: (_, stored) => stored(), onEnd },
    onStart,
    started,
    trains: heard,
    ended,
  }
}

/** Queues of processes that the test can count and kill. */
function queue(cores = 2, atOnce = cores) {
  const children: ChildProcess[] = []
  const start = () => {
    const child = fork(entry, [], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] })
    children.push(child)
    return processOf(child)
  }
  const jobs = new JobQueue({ host: { start }, cores, atOnce })
  onTestFinished(() => jobs.close())
  return { jobs, children }
}

/** Runs that wait in a line. */
function sourceOf(...waiting: JobRequest[]): JobSource & { readonly rooms: Room[] } {
  const rooms: Room[] = []
  return {
    rooms,
    next: (room) => {
      if (waiting.length > 0) rooms.push(room)
      return waiting.shift() ?? null
    },
  }
}

test('one trainer does one job after the other', async () => {
  const { jobs, children } = queue(1)
  const line = [
    asked(trains(short)),
    asked({ kind: 'checkGradients', experiment: experimentOf(short) }),
    asked(trains(short)),
  ]
  const ends = await Promise.all(
    line.map((job) => {
      jobs.submit(job)
      return job.ended
    }),
  )
  expect(ends.map(({ kind }) => kind)).toEqual(['finished', 'checked', 'finished'])
  expect(children).toHaveLength(1)
})

test('a trainer that dies fails its own job, and another takes its place', async () => {
  const { jobs, children } = queue(2)
  const [victim, bystander, next] = [asked(trains(endless)), asked(trains(endless)), asked(trains(short))]
  jobs.addSource(sourceOf(victim, bystander, next))
  jobs.fill()
  await Promise.all([victim.trains, bystander.trains])
  children[0]?.kill('SIGKILL')
  expect(await victim.ended).toEqual({ kind: 'exited', code: null })
  expect((await next.ended).kind).toBe('finished')
  expect(children).toHaveLength(3)
  ;(await bystander.started).kill()
  expect((await bystander.ended).kind).toBe('killed')
})

test('a trainer that dies while it is free costs no job, whether its death is known by then or not', async () => {
  const { jobs, children } = queue(1)
  for (const isKnown of [true, false]) {
    const before = asked(trains(short))
    jobs.submit(before)
    await before.ended
    const child = children.at(-1)!
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    if (isKnown) await exit
    const after = asked(trains(short))
    jobs.submit(after)
    expect((await after.ended).kind).toBe('finished')
  }
})

test('of the jobs that somebody waits for one starts though every place is taken, before whatever else waits', async () => {
  const { jobs, children } = queue(1)
  const [run, later] = [asked(trains(endless)), asked(trains(short))]
  jobs.addSource(sourceOf(run, later))
  jobs.fill()
  await run.trains
  const [first, second] = [asked(trains(endless)), asked(trains(short))]
  jobs.submit(first)
  const withdraw = jobs.submit(second)
  await first.trains
  expect(children).toHaveLength(2)
  withdraw()
  expect(await second.ended).toEqual({ kind: 'killed' })
  ;(await run.started).kill()
  expect(await Promise.race([later.started.then(() => 'later'), run.ended.then(() => 'run')])).toBe('run')
  ;(await first.started).kill()
  expect((await later.ended).kind).toBe('finished')
})

test('a job takes as many cores as it may have threads; where they are short, threads are given back', async () => {
  const { jobs } = queue(4)
  // nobody splits a bowl, so none of the threads is used; the queue counts what it gave until the trainer says so
  const [wide, narrow] = [asked(trains(endless, 3)), asked(trains(endless))]
  const rest = [asked(trains(endless)), asked(trains(endless))]
  const source = sourceOf(wide, narrow, ...rest)
  jobs.addSource(source)
  jobs.fill()
  expect(source.rooms).toEqual([
    { cores: 4, places: 4 },
    { cores: 1, places: 3 },
    { cores: 1, places: 2 },
    { cores: 1, places: 1 },
  ])
  expect((await wide.started).threads).toBe(1)
})

test('more jobs at once than cores have one core each', async () => {
  const { jobs } = queue(1, 3)
  const source = sourceOf(
    asked(trains(endless)),
    asked(trains(endless)),
    asked(trains(endless)),
    asked(trains(endless)),
  )
  jobs.addSource(source)
  jobs.fill()
  expect(source.rooms.map(({ places }) => places)).toEqual([3, 2, 1])
  expect(jobs.setAtOnce(0).ok).toBe(false)
})
