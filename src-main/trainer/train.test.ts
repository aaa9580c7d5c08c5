/** What a run promises: the same bits, rows that no clock moves, and the ways it can end. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presets } from '../contract/presets'
import { experimentOf, trainToEnd } from './testing/trainToEnd'
import { nextBurst } from './train'

const bowl = {
  schemaVersion: 1,
  problem: { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5], gradientNoise: 0.1 },
  optimizer: { kind: 'rmsprop', learningRate: 0.1 },
  budget: { steps: 300 },
  seed: 3,
} as const

const moons = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 200 },
    layers: [
      { kind: 'dense', units: 8 },
      { kind: 'activation', activation: 'tanh' },
      { kind: 'dense', units: 1 },
    ],
    batchSize: 32,
  },
  optimizer: { kind: 'rmsprop', learningRate: 0.01 },
  budget: { epochs: 3 },
  seed: 5,
} as const

/** All rows but those of the clock. */
function rowsOf({ rows }: Awaited<ReturnType<typeof trainToEnd>>) {
  return new Map([...rows].filter(([key]) => key !== 'elapsed.seconds').sort())
}

describe('a run is a pure function of its experiment', () => {
  test.each([
    { name: 'a noisy bowl', document: bowl },
    { name: 'a network', document: moons },
  ])('$name: twice the same digest and rows', async ({ document }) => {
    const first = await trainToEnd(document)
    const second = await trainToEnd(document)
    expect(first.outcome.parameterDigest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(second.outcome.parameterDigest).toBe(first.outcome.parameterDigest)
    expect(rowsOf(second)).toEqual(rowsOf(first))
    expect(second.prepared.dataDigest).toBe(first.prepared.dataDigest)
  })

  test.each([bowl, moons])('another seed gives another run', async (document) => {
    const first = await trainToEnd(document)
    const second = await trainToEnd({ ...document, seed: 6 })
    expect(second.outcome.parameterDigest).not.toBe(first.outcome.parameterDigest)
  })

  test('how rows fall into frames changes nothing about them', async () => {
    for (const document of [bowl, moons]) {
      const whole = await trainToEnd(document)
      const slow = await trainToEnd(document, { tickMs: 1000 })
      expect(whole.frames).toBe(1)
      expect(slow.frames).toBeGreaterThan(10)
      expect(rowsOf(slow)).toEqual(rowsOf(whole))
      expect(slow.outcome.parameterDigest).toBe(whole.outcome.parameterDigest)
    }
  })

  test('measuring more often or less changes no bit of the parameters', async () => {
    const digests = []
    for (const diagnostics of [{ every: 1 }, { every: 7, evaluateEvery: 2 }, { every: 1000, evaluateEvery: 1000 }]) {
      digests.push((await trainToEnd({ ...moons, diagnostics })).outcome.parameterDigest)
    }
    expect(new Set(digests).size).toBe(1)
  })
})

describe('paired seeds', () => {
  test('whatever the optimizer, the first batch, the initial weights and so the first loss and gradient are the same', async () => {
    const firsts = []
    for (const kind of ['sgd', 'momentum', 'rmsprop', 'adam']) {
      const { rows } = await trainToEnd({ ...moons, optimizer: { kind } })
      firsts.push([rows.get('trainingLoss.value')?.values[0], rows.get('gradientNorm.value')?.values[0]])
    }
    expect(new Set(firsts.map(String)).size).toBe(1)
  })

  test('every later batch is the same too: with a rate too small to move a weight, so are all losses', async () => {
    const losses = []
    for (const kind of ['sgd', 'rmsprop']) {
      const optimizer = { kind, learningRate: 1e-300 }
      losses.push((await trainToEnd({ ...moons, optimizer })).rows.get('trainingLoss.value'))
    }
    expect(losses[0]).toEqual(losses[1])
  })
})

describe('the claims of the lecture', () => {
  test('just above 2/λmax gradient descent diverges on the bowl, RMSProp with the same α does not', async () => {
    const [descent, rmsprop] = presets.find((preset) => preset.id === 'largerRate')?.documents ?? []
    const grown = await trainToEnd(descent)
    const damped = await trainToEnd(rmsprop)
    expect(grown.outcome.status).toBe('diverged')
    expect(damped.outcome.status).toBe('completed')
    expect(damped.outcome.trainingLoss).toBeLessThan(0.05)
  })

  test('below 2/λmax gradient descent comes down', async () => {
    const { outcome } = await trainToEnd({
      ...bowl,
      problem: { kind: 'quadratic' },
      optimizer: { kind: 'sgd', learningRate: 0.039 },
    })
    expect(outcome.status).toBe('completed')
    expect(outcome.trainingLoss).toBeLessThan(1)
  })
})

describe('rows', () => {
  test('the training loss of step t is that before update t', async () => {
    const { rows, outcome } = await trainToEnd({
      ...bowl,
      problem: { kind: 'quadratic', eigenvalues: [2], start: [3] },
      optimizer: { kind: 'sgd', learningRate: 0.25 },
      budget: { steps: 3 },
    })
    // x: 3 → 1.5 → 0.75; L = x²
    expect(rows.get('trainingLoss.value')).toEqual({ steps: [1, 2, 3], values: [9, 2.25, 0.5625] })
    expect(rows.get('gradientNorm.value')?.values).toEqual([6, 3, 1.5])
    expect(rows.get('updateNorm.value')?.values).toEqual([1.5, 0.75, 0.375])
    expect(outcome.trainingLoss).toBe(0.5625)
    expect([...(outcome.result[0]?.values ?? [])]).toEqual([0.375])
  })

  test('the learning rate recorded is the one of the schedule', async () => {
    const schedule = { kind: 'step', every: 2, gamma: 0.5 }
    const { rows } = await trainToEnd({ ...bowl, schedule, budget: { steps: 5 }, diagnostics: { every: 1 } })
    expect(rows.get('learningRate.value')).toEqual({ steps: [1, 2, 3, 4, 5], values: [0.1, 0.1, 0.05, 0.05, 0.025] })
  })

  test('a run with a huge budget that is stopped early has rows from its beginning, each that of its step', async () => {
    const huge = { ...bowl, budget: { steps: 10_000_000 } }
    const stopped = await trainToEnd(huge, { stopAfter: 100 })
    const rows = stopped.rows.get('gradientNorm.value')
    expect(rows?.steps).toEqual([1, 2, 4, 8, 16, 32, 64])
    const dense = await trainToEnd({ ...huge, diagnostics: { every: 1 } }, { stopAfter: 100 })
    const all = dense.rows.get('gradientNorm.value')
    expect(rows?.values).toEqual(rows?.steps.map((step) => all?.values[step - 1]))
    expect(stopped.outcome.parameterDigest).toBe(dense.outcome.parameterDigest)
  })

  test('every parameter has its s_dW, for optimizers without one too', async () => {
    for (const kind of ['sgd', 'adam']) {
      const { rows, prepared } = await trainToEnd({ ...moons, optimizer: { kind } })
      expect(prepared.parameters.map(({ name }) => name)).toEqual(['dense1.W', 'dense1.b', 'dense2.W', 'dense2.b'])
      for (const { name } of prepared.parameters) {
        for (const column of ['min', 'mean', 'max']) {
          expect(rows.get(`secondMoment.${column} ${name}`)?.values.length).toBeGreaterThan(0)
        }
      }
    }
  })

  test('validation is evaluated once an epoch, or at the cadence asked for, and at the end', async () => {
    const perEpoch = await trainToEnd(moons)
    // 200 points less a fifth each for validation and test are 120: four batches of 32 and 24.
    expect(perEpoch.prepared).toMatchObject({ stepsPerEpoch: 4, totalSteps: 12, recordEvery: 1, evaluateEvery: 4 })
    expect(perEpoch.rows.get('validation.loss')?.steps).toEqual([4, 8, 12])
    const everyFive = await trainToEnd({ ...moons, diagnostics: { every: 3, evaluateEvery: 5 } })
    expect(everyFive.prepared).toMatchObject({ recordEvery: 3, evaluateEvery: 5 })
    expect(everyFive.rows.get('validation.accuracy')?.steps).toEqual([5, 10, 12])
    expect(everyFive.outcome.validationLoss).toBe(everyFive.rows.get('validation.loss')?.values.at(-1))
  })

  test('a surface has no validation and no data digest', async () => {
    const { rows, prepared, outcome } = await trainToEnd(bowl)
    expect([...rows.keys()].filter((key) => key.startsWith('validation'))).toEqual([])
    expect(prepared).toMatchObject({ stepsPerEpoch: null, dataDigest: null, totalSteps: 300 })
    expect(outcome).toMatchObject({ validationLoss: null, testAccuracy: null })
  })
})

describe('how a run ends', () => {
  test('stopped: after the step it had reached, with parameters, validation and test of it', async () => {
    const { outcome, frames, rows } = await trainToEnd(moons, { tickMs: 1000, stopAfterFrames: 5 })
    expect(frames).toBe(5)
    expect(outcome.status).toBe('stopped')
    expect(outcome.step).toBe(rows.get('trainingLoss.value')?.steps.at(-1))
    expect(outcome.step).toBeLessThan(12)
    expect(outcome.testAccuracy).not.toBeNull()
    const short = await trainToEnd(moons, { stopAfter: outcome.step })
    expect(outcome.parameterDigest).toBe(short.outcome.parameterDigest)
  })

  test('stopped before the first step: nothing was trained', async () => {
    const { outcome } = await trainToEnd(moons, { stopAfterFrames: 0 })
    expect(outcome).toMatchObject({ status: 'stopped', step: 0, trainingLoss: null, testAccuracy: null })
  })

  test('diverged: names step and series, keeps the rows, and makes no update from a loss that diverged', async () => {
    const document = {
      ...bowl,
      problem: { kind: 'quadratic', eigenvalues: [1], start: [1] },
      optimizer: { kind: 'sgd', learningRate: 1e6 },
    }
    const { outcome, rows } = await trainToEnd(document)
    // L: 0.5, 0.5·10¹² — above 10⁸
    expect(outcome.status).toBe('diverged')
    expect(outcome.divergence).toEqual({
      kind: 'diverged',
      step: 2,
      series: 'trainingLoss.value',
      value: String(rows.get('trainingLoss.value')?.values[1]),
    })
    expect(rows.get('trainingLoss.value')?.steps).toEqual([1, 2])
    expect([outcome.step, outcome.bestTrainingLoss]).toEqual([1, 0.5])
    expect([...(outcome.result[0]?.values ?? [])]).toEqual([1 - 1e6])
  })

  test('diverged: a loss may grow up to 1e8 times the first', async () => {
    const document = {
      ...bowl,
      problem: { kind: 'quadratic', eigenvalues: [1], start: [1e6] },
      optimizer: { kind: 'sgd', learningRate: 3 },
      budget: { steps: 5 },
    }
    expect((await trainToEnd(document)).outcome.status).toBe('completed')
  })
})

describe('MNIST', () => {
  test('two epochs over 3,000 images get most digits of the test part right, twice with the same bits', async () => {
    const [document] = presets.find((preset) => preset.id === 'mnist')?.documents ?? []
    const limited = {
      ...document,
      problem: { ...document?.problem, dataset: { kind: 'mnist', limit: 3000 } },
      optimizer: { kind: 'rmsprop', learningRate: 0.001 },
      budget: { epochs: 2 },
    }
    const { outcome, prepared } = await trainToEnd(limited)
    // 3,000 less a twentieth for validation, by 64: 45 steps.
    expect(prepared.stepsPerEpoch).toBe(45)
    expect(outcome.testAccuracy).toBeGreaterThan(0.85)
    expect((await trainToEnd(limited)).outcome.parameterDigest).toBe(outcome.parameterDigest)
  })
})

describe('presets', () => {
  const documents = presets.flatMap((preset) => preset.documents)

  test.each(documents)('$name is a sound experiment', (document) => {
    expect(() => experimentOf(document)).not.toThrow()
  })

  test.each(
    documents.filter(
      (document) =>
        document.problem?.dataset === undefined ||
        document.problem.kind !== 'network' ||
        !JSON.stringify(document.problem).includes('mnist'),
    ),
  )('$name runs', async (document) => {
    const { outcome } = await trainToEnd({ ...document, budget: { steps: 20 } })
    expect(outcome.step).toBe(20)
  })
})

test('steps of any length soon come in bursts of at most two milliseconds, or one by one, or a thousand at a time', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1000, noNaN: true }),
      fc.integer({ min: 1, max: 1024 }),
      (stepMs, first) => {
        let steps = first
        for (let burst = 0; burst < 12; burst++) steps = nextBurst(steps, steps * stepMs)
        expect(steps === 1 || steps * stepMs <= 2).toBe(true)
        expect(steps === 1024 || steps * stepMs >= 0.5).toBe(true)
        expect(Number.isInteger(steps)).toBe(true)
      },
    ),
  )
})
