/** A run that goes on from a checkpoint is the run that was never stopped: rows, parameters, slots and results. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../contract/snapshot'
import { backends } from '../engine/kernels/backend'
import { documentOptimizers } from '../optimizers/documentOptimizers'
import { schedules } from '../schedules'
import { type Conditions, experimentOf, type Finished, trainToEnd } from './testing/trainToEnd'
import { train } from './train'

const surface = {
  problem: { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5], gradientNoise: 0.5 },
  budget: { steps: 26 },
}
const dense = {
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 90 },
    layers: [
      { kind: 'dense', units: 5 },
      { kind: 'activation', activation: 'tanh' },
      { kind: 'dense', units: 1 },
    ],
    batchSize: 16,
  },
  budget: { epochs: 6 },
}
const remembering = {
  problem: {
    ...dense.problem,
    layers: [
      { kind: 'dense', units: 6 },
      { kind: 'batchNorm' },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'dense', units: 1 },
    ],
  },
  budget: { epochs: 6 },
}
const problems = [surface, dense, remembering]
const diagnostics = { every: 1, evaluateEvery: 2 }
const steps = 24
const ownText = ['title Own', 'param learningRate = 0.01 in (0, inf)', 'slot s = 0 "s"', 'scalar k = 0']
const ownRule = [...ownText, 'k = k + 1', 's = s + g^2/k', 'w = w - learningRate*g/(sqrt(s) + 1)'].join('\n')

/** The default and every preset of an optimizer: their rules have other slots. */
const optimizers = documentOptimizers.flatMap(({ kind, presets = [] }) =>
  kind === 'rule'
    ? [{ title: 'a rule of its own', settings: { kind, text: ownRule, learningRate: 0.01 } }]
    : [{ title: 'default', values: {} }, ...presets].map(({ title, values }) => ({
        title: `${kind}, ${title}`,
        settings: { kind, ...values, learningRate: 0.01 },
      })),
)

const anyBackend = fc.constantFrom(...backends)
const anyPlace = fc.record({
  step: fc.integer({ min: 1, max: steps - 1 }),
  precision: fc.constantFrom('float32', 'float64'),
  before: anyBackend,
  after: anyBackend,
})

function checkpointOf({ outcome }: Finished): Checkpoint {
  if (outcome.checkpoint === undefined) throw new Error('the stopped run has no checkpoint')
  return outcome.checkpoint
}

/** Elapsed times are those of a clock, and so are when they are compared. */
function expectSameRun(parts: readonly Finished[], whole: Finished): void {
  for (const [key, { steps, values }] of whole.rows) {
    const rows = parts.map((part) => part.rows.get(key))
    expect({ key, steps: rows.flatMap((row) => row?.steps ?? []) }).toEqual({ key, steps })
    if (key === 'elapsed.seconds') continue
    expect({ key, values: rows.flatMap((row) => row?.values ?? []) }).toEqual({ key, values })
  }
  const last = parts.at(-1)
  expect({ ...last?.outcome, elapsedMs: 0 }).toEqual({ ...whole.outcome, elapsedMs: 0 })
}

async function stopAndGoOn(
  document: unknown,
  step: number,
  before: Conditions,
  after: Conditions,
): Promise<Finished[]> {
  const stopped = await trainToEnd(document, { ...before, stopAfter: step })
  return [stopped, await trainToEnd(document, { ...after, checkpoint: structuredClone(checkpointOf(stopped)) })]
}

test.each(optimizers)('$title: stopped at any step and resumed, on whatever computes', async ({ settings }) => {
  for (const problem of problems) {
    await fc.assert(
      fc.asyncProperty(anyPlace, async ({ step, precision, before, after }) => {
        const document = { schemaVersion: 1, ...problem, optimizer: settings, precision, seed: 4, diagnostics }
        const whole = await trainToEnd(document, { backend: before })
        expectSameRun(await stopAndGoOn(document, step, { backend: before }, { backend: after }), whole)
      }),
      { numRuns: 3 },
    )
  }
})

describe('schedules', () => {
  const followers = [
    { kind: 'reduceOnPlateau', patience: 1, factor: 0.5, threshold: 0.2 },
    { kind: 'reduceOnPlateau', watch: 'validationLoss', patience: 0, factor: 0.5, threshold: 0.2 },
  ]
  const all = [...schedules.map(({ kind }) => ({ kind })), ...followers]
  test.each(all)('%o goes on where it was', async (schedule) => {
    const document = { schemaVersion: 1, ...dense, optimizer: { kind: 'rmsprop' }, schedule, seed: 3, diagnostics }
    const whole = await trainToEnd(document)
    for (const step of [1, 7, 20]) expectSameRun(await stopAndGoOn(document, step, {}, {}), whole)
  })
})

const optimizer = { kind: 'sgd', learningRate: 0.01 }
const shadowed = { schemaVersion: 1, ...remembering, optimizer, seed: 9, diagnostics }

test('settings of their own for some parameters keep what they remember', async () => {
  const exceptions = [{ parameters: '*.b', learningRateFactor: 0.5 }]
  for (const kind of ['nadam', 'soap', 'adafactor']) {
    const document = { ...shadowed, optimizer: { kind, exceptions, clipNorm: 1 } }
    expectSameRun(await stopAndGoOn(document, 11, {}, {}), await trainToEnd(document))
  }
})

test('a momentum that the schedule drives is that of the step it goes on from', async () => {
  const document = { ...shadowed, optimizer: { kind: 'adam' }, schedule: { kind: 'oneCycle', cycleMomentum: true } }
  expectSameRun(await stopAndGoOn(document, 11, {}, {}), await trainToEnd(document))
})

test('a resumed run can be stopped and resumed again', async () => {
  const whole = await trainToEnd(shadowed)
  const first = await trainToEnd(shadowed, { stopAfter: 5 })
  const second = await trainToEnd(shadowed, { stopAfter: 6, checkpoint: checkpointOf(first) })
  const third = await trainToEnd(shadowed, { checkpoint: checkpointOf(second) })
  expect(second.outcome.step).toBe(6)
  expectSameRun([first, second, third], whole)
})

test('a run resumed from where it was stopped diverges at the same step, by the loss it began with', async () => {
  const problem = { ...surface.problem, gradientNoise: 0 }
  const document = { schemaVersion: 1, problem, optimizer: { kind: 'sgd', learningRate: 0.05 }, budget: { steps: 99 } }
  const whole = await trainToEnd(document)
  expect(whole.outcome.status).toBe('diverged')
  expectSameRun(await stopAndGoOn(document, whole.outcome.step - 1, {}, {}), whole)
})

describe('checkpoints while a run trains', () => {
  const tickMs = 400

  test('come about every second of a small run, each at the step its frame ends with', async () => {
    const { checkpoints, frames } = await trainToEnd(shadowed, { tickMs })
    expect(checkpoints.length).toBeGreaterThan(2)
    expect(checkpoints.length).toBeLessThanOrEqual(frames)
    const whole = await trainToEnd(shadowed)
    for (const checkpoint of checkpoints) {
      const { outcome, rows } = await trainToEnd(shadowed, { checkpoint })
      expect(outcome.parameterDigest).toBe(whole.outcome.parameterDigest)
      expect(rows.get('trainingLoss.value')?.steps[0]).toBe(checkpoint.step + 1)
    }
  })

  test('change no bit of the run, and go as time does', async () => {
    const watched = await trainToEnd(shadowed, { tickMs })
    expectSameRun([watched], await trainToEnd(shadowed))
    const checkpoint = watched.checkpoints.at(-1)!
    const { outcome } = await trainToEnd(shadowed, { tickMs, checkpoint })
    expect(outcome.elapsedMs).toBeGreaterThan(checkpoint.elapsedMs)
  })
})

describe('held between two frames', () => {
  test.each([0, 1, 2])('after frame %i, a run keeps the step it is at, and changes no bit', async (holdAfterFrames) => {
    const whole = await trainToEnd(shadowed)
    const held = await trainToEnd(shadowed, { tickMs: 12, holdAfterFrames })
    const kept = held.checkpoints.map(({ step }) => step)
    if (holdAfterFrames > 0) expect(kept).toContain(held.stepsOfFrames[holdAfterFrames - 1])
    else expect(kept).toEqual((await trainToEnd(shadowed, { tickMs: 12 })).checkpoints.map(({ step }) => step))
    expectSameRun([held], whole)
    for (const checkpoint of held.checkpoints) {
      const { outcome } = await trainToEnd(shadowed, { checkpoint })
      expect(outcome.parameterDigest).toBe(whole.outcome.parameterDigest)
    }
  })

  test('a step that is kept already is not kept again', async () => {
    const { checkpoints, stepsOfFrames } = await trainToEnd(shadowed, { tickMs: 400, holdAfterFrames: 2 })
    expect(new Set(checkpoints.map(({ step }) => step)).size).toBe(checkpoints.length)
    expect(checkpoints.map(({ step }) => step)).toContain(stepsOfFrames[1])
  })

  test('a run has nothing to keep at its end, and where it diverged', async () => {
    expect((await trainToEnd(shadowed, { holdAfterFrames: 1 })).checkpoints).toEqual([])
    const diverging = { schemaVersion: 1, ...surface, optimizer: { kind: 'sgd', learningRate: 9 } }
    const { outcome, checkpoints } = await trainToEnd(diverging, { holdAfterFrames: 1 })
    expect([outcome.status, checkpoints]).toEqual(['diverged', []])
  })
})

test('there is none before the first step, at the end, and where a run diverged', async () => {
  expect((await trainToEnd(shadowed, { stopAfterFrames: 0 })).outcome).not.toHaveProperty('checkpoint')
  expect((await trainToEnd(shadowed)).outcome).not.toHaveProperty('checkpoint')
})

test('a stopped run ends on arrays of its checkpoint, so that they cross and are kept once', async () => {
  for (const kind of ['adam', 'nadam', 'lion']) {
    const { outcome } = await trainToEnd({ ...shadowed, optimizer: { kind, learningRate: 0.01 } }, { stopAfter: 11 })
    const isParameter = outcome.result.map((array) => array.kind !== 'layerTensor')
    expect(isParameter).toContain(true)
    expect(isParameter).toContain(false)
    for (const array of outcome.result) expect(outcome.checkpoint?.arrays).toContain(array)
  }
})

test('its first frame says what the last evaluation before it gave', async () => {
  const document = { ...shadowed, diagnostics: { every: 1, evaluateEvery: 10 } }
  const checkpoint = checkpointOf(await trainToEnd(document, { stopAfter: 12 }))
  let now = 0
  const nowMs = () => (now += 1000)
  const control = { nowMs, isStopRequested: () => false, breathe: () => Promise.resolve() }
  for await (const event of train(experimentOf(document), control, 'typescript', undefined, checkpoint)) {
    if (event.type !== 'frame') continue
    const { step } = event.frame
    if (step < 20)
      expect(event).toMatchObject({ validationLoss: checkpoint.validationLoss, validationAccuracy: expect.any(Number) })
    if (step >= 20) expect(event.validationLoss).not.toBe(checkpoint.validationLoss)
  }
  expect(checkpoint.validationLoss).not.toBeNull()
  expect.assertions(13)
})

test('the checkpoint of another experiment is refused, by what differs', async () => {
  const stopped = await trainToEnd(shadowed, { stopAfter: 5 })
  const resumed = trainToEnd({ ...shadowed, optimizer: { kind: 'adam' } }, { checkpoint: checkpointOf(stopped) })
  await expect(resumed).rejects.toThrow(/must be parameter dense1\.W \[\d+ of float32\], slot m dense1\.W \[/)
  const late = { ...checkpointOf(stopped), step: 25 }
  await expect(trainToEnd(shadowed, { checkpoint: late })).rejects.toThrow('checkpoint.step = 25, must be at most 24')
})
