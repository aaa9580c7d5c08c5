/** How many threads train a run is a choice of speed: no bit of a run depends on it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backendSchema } from '../../contract/backend'
import { diagnostics } from '../../diagnostics'
import { prepareRun } from '../prepareRun'
import { createStepper } from '../stepper'
import { Stopwatch } from '../stopwatch'
import { buildThread } from '../testing/buildTrainer'
import { prying } from '../testing/prying'
import { experimentOf, type Finished, trainToEnd } from '../testing/trainToEnd'
import { assembleTeam } from './assembleTeam'
import type { StartFollowers } from './startFollowers'
import { workerThreads } from './workerThreads'

let folder = ''
let start: StartFollowers
let startFailing: StartFollowers
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-threads-'))
  start = workerThreads(await buildThread(folder))
  const failing = join(import.meta.dirname, '../testing/failingThread.ts')
  startFailing = workerThreads(await buildThread(join(folder, 'failing'), failing))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Wide enough for three threads. */
function digits(layers: readonly object[], changes: object = {}, run: object = {}): unknown {
  return {
    schemaVersion: 1,
    problem: { kind: 'network', dataset: { kind: 'mnist', limit: 1000 }, layers, batchSize: 64, ...changes },
    optimizer: { kind: 'rmsprop', learningRate: 0.003 },
    budget: { steps: 20 },
    seed: 7,
    ...run,
  }
}

const dense = (units: number) => ({ kind: 'dense', units })
const activation = (name: string) => ({ kind: 'activation', activation: name })
const small = [dense(128), activation('relu'), dense(64), activation('relu'), dense(10)]
const wide = [dense(512), activation('relu'), dense(512), activation('relu'), dense(10)]
const varied = [
  dense(131),
  activation('tanh'),
  { kind: 'dropout', rate: 0.3 },
  dense(67),
  activation('gelu'),
  dense(10),
]

const documents = {
  'W2, to the last batch of an epoch, which is smaller': digits(small),
  'W3 with Adam': digits(wide, { batchSize: 128 }, { optimizer: { kind: 'adam', learningRate: 0.001 } }),
  'an odd batch, dropout, L2 and label smoothing': digits(varied, { batchSize: 53, l2: 1e-3, labelSmoothing: 0.1 }),
  'L2 on everything, momentum that decays': digits(
    small,
    { l2: 1e-3, l2On: 'all' },
    { optimizer: { kind: 'momentum', learningRate: 0.01, weightDecay: 1e-4 } },
  ),
}

function expectSame(actual: Finished, expected: Finished): void {
  expect(actual.outcome.parameterDigest).toBe(expected.outcome.parameterDigest)
  expect(actual.outcome.testLoss).toBe(expected.outcome.testLoss)
  expect(actual.outcome.validationLoss).toBe(expected.outcome.validationLoss)
  for (const [key, series] of expected.rows) if (key !== 'elapsed.seconds') expect(actual.rows.get(key)).toEqual(series)
}

test.each(Object.entries(documents))(
  '%s: two and three threads give the digest and the rows of one',
  async (_, document) => {
    const one = await trainToEnd(document)
    expect(one.prepared.threads).toBe(1)
    for (const threads of [2, 3]) {
      const several = await trainToEnd(document, { threads: { threads, start } })
      expect([several.prepared.threads, several.prepared.threadsShortfall]).toEqual([threads, null])
      expect(several.outcome.threadsLeftAt).toBe(null)
      expectSame(several, one)
    }
  },
)

test.each(backendSchema.options)('asked for %s kernels, two threads give the digest of one', async (backend) => {
  const [one, two] = [
    await trainToEnd(digits(small), { backend }),
    await trainToEnd(digits(small), { backend, threads: { threads: 2, start } }),
  ]
  expect(two.prepared.backend).toBe(one.prepared.backend)
  expect(two.outcome.parameterDigest).toBe(one.outcome.parameterDigest)
})

test.each([
  [
    'layers that cannot be split',
    digits([dense(128), { kind: 'batchNorm' }, { kind: 'dropout', rate: 0.1 }, { kind: 'layerNorm' }, dense(10)]),
    { kind: 'wholeLayers', layers: ['batchNorm', 'layerNorm'] },
  ],
  ['kernels in TypeScript', digits(small, {}, { precision: 'float64', budget: { steps: 1 } }), { kind: 'ownMemory' }],
  ['too little work in a step', digits([dense(16), activation('relu'), dense(10)]), { kind: 'smallSteps' }],
  [
    'no network',
    { schemaVersion: 1, problem: { kind: 'quadratic' }, optimizer: { kind: 'sgd' }, budget: { steps: 5 } },
    { kind: 'noNetwork', problem: 'quadratic' },
  ],
])('%s: one thread, and the record says so', async (_, document, shortfall) => {
  const { prepared, outcome } = await trainToEnd(document, { threads: { threads: 2, start: neverStarted } })
  expect([prepared.threads, prepared.threadsShortfall, outcome.threadsLeftAt]).toEqual([1, shortfall, null])
  const alone = await trainToEnd(document, { threads: { threads: 1, start: neverStarted } })
  expect([alone.prepared.threads, alone.prepared.threadsShortfall]).toEqual([1, null])
})

test('where waiting takes longer than the work, one thread goes on alone, to the same bits', async () => {
  const document = digits(small, {}, { budget: { steps: 40 } })
  const one = await trainToEnd(document)
  // Every look at the clock is later by more than the one before: what is waited is longer than what was worked.
  let now = 0
  let step = 0
  const nowMs = () => {
    step += 1
    now += step
    return now
  }
  const several = await trainToEnd(document, { threads: { threads: 2, start }, nowMs })
  expect(several.prepared.threads).toBe(2)
  expect(several.outcome.threadsLeftAt).toBeGreaterThan(0)
  expect(several.outcome.threadsLeftAt).toBeLessThan(40)
  expectSame({ ...several, frames: 1 }, one)
})

test('asked to go on alone while it trains, it does from the next step on, to the same bits', async () => {
  const document = digits(small, {}, { budget: { steps: 60 } })
  const one = await trainToEnd(document)
  const several = await trainToEnd(document, { threads: { threads: 2, start }, tickMs: 20, aloneAfterFrames: 1 })
  expect(several.prepared.threads).toBe(2)
  expect(several.outcome.threadsLeftAt).toBe(several.stepsOfFrames[0])
  expect(several.outcome.threadsLeftAt).toBeLessThan(60)
  expectSame(several, one)
})

test('asked to go on alone before it began, it is one thread all along', async () => {
  const threads = { threads: 2, start: neverStarted }
  const { prepared, outcome } = await trainToEnd(digits(small), { threads, aloneAfterFrames: 0 })
  expect([prepared.threads, prepared.threadsShortfall, outcome.threadsLeftAt]).toEqual([1, { kind: 'notAlone' }, null])
})

test('a stop is heard, and what is kept is that of one thread', async () => {
  const document = digits(small, {}, { budget: { steps: 400 } })
  const stopped = await trainToEnd(document, { threads: { threads: 2, start }, tickMs: 5, stopAfterFrames: 2 })
  expect(stopped.outcome.status).toBe('stopped')
  const again = await trainToEnd(digits(small, {}, { budget: { steps: stopped.outcome.step } }))
  expect(stopped.outcome.parameterDigest).toBe(again.outcome.parameterDigest)
})

test('a thread that fails ends the run with its sentence', async () => {
  const threads = { threads: 2, start: startFailing }
  await expect(trainToEnd(digits(small), { threads })).rejects.toThrow('a thread of the run failed: no memory is left')
})

test.each([
  ['is gone without a word', 1, 'a thread of the run failed: it ended with code 3'],
  ['dies of an error that nothing caught', 2, 'a thread of the run failed: out of reach'],
])('a thread that %s ends the run at once: by a clock that stands still', async (_, seed, sentence) => {
  const threads = { threads: 3, start: startFailing }
  await expect(trainToEnd(digits(small, {}, { seed }), { threads, tickMs: 0 })).rejects.toThrow(sentence)
})

test('a thread that does not answer ends the run, which does not wait for ever', async () => {
  const threads = { threads: 2, start: startFailing }
  const document = digits(small, {}, { seed: 3 })
  await expect(trainToEnd(document, { threads, tickMs: 500 })).rejects.toThrow('did not answer for 21 s')
})

test('the time for which a run is suspended while it waits for a thread is not held against that thread', async () => {
  const threads = { threads: 2, start: startFailing }
  let now = 0
  let looks = 0
  const nowMs = () => {
    looks += 1
    now += looks === 12 ? 3_600_000 : 500
    return now
  }
  const document = digits(small, {}, { seed: 3 })
  await expect(trainToEnd(document, { threads, nowMs })).rejects.toThrow('did not answer for 21 s')
})

test('a thread that cannot be started ends the run, and says why', async () => {
  const threads = { threads: 2, start: workerThreads(join(folder, 'missing.mjs')) }
  await expect(trainToEnd(digits(small), { threads })).rejects.toThrow('a thread of the run failed: Cannot find module')
})

test('a diagnostic that asks for losses and gradients elsewhere leaves no trace either, and hears the same of two threads', async () => {
  const document = experimentOf(documents['an odd batch, dropout, L2 and label smoothing'])
  const ends = []
  for (const { count, isPried } of [
    { count: 1, isPried: false },
    { count: 1, isPried: true },
    { count: 2, isPried: true },
  ]) {
    const asked: number[] = []
    const run = prepareRun(document, 'wasm', isPried ? [...diagnostics, prying(asked)] : diagnostics)
    const team = count === 1 ? null : await assembleTeam(run.shared!, { count, start, nowMs: () => 0 })
    const progress = { step: 0, firstLoss: null, trainingLoss: null, bestTrainingLoss: null, threadsLeftAt: null }
    const step = createStepper(run, progress, new Stopwatch(() => 0))
    while (progress.step < run.totalSteps) expect(step()).toBeNull()
    await team?.end()
    ends.push({ asked: String(asked), values: run.arena.values.slice(), rows: run.recorder.take() })
  }
  const [plain, one, two] = ends
  expect(one?.values).toEqual(plain?.values)
  expect(one?.rows).toEqual(plain?.rows)
  expect(two).toEqual(one)
  expect(one?.asked.split(',').length).toBe(4 * 20)
})

test('no thread is left after a run', async () => {
  const ended: number[] = []
  const counted: StartFollowers = (plans) => {
    const followers = start(plans)
    return { ...followers, end: () => followers.end().then(() => void ended.push(plans.length)) }
  }
  await trainToEnd(digits(small, {}, { budget: { steps: 2 } }), { threads: { threads: 3, start: counted } })
  expect(ended).toEqual([2])
})

const neverStarted: StartFollowers = () => {
  throw new Error('no thread is wanted here')
}
