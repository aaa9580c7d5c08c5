/** What is measured, and when, changes nothing else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../datasets/testing/temporaryFolder'
import { diagnostics } from '../diagnostics'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { prepareRun, type Run } from './prepareRun'
import { createStepper } from './stepper'
import { Stopwatch } from './stopwatch'
import { prying } from './testing/prying'
import { experimentOf, type Finished, trainToEnd } from './testing/trainToEnd'

const folder = temporaryFolder()

/** All that remembers something: masks, running statistics, batches, slots, a schedule that hears evaluations. */
const remembering = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 60 },
    layers: [
      { kind: 'dense', units: 5 },
      { kind: 'batchNorm' },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'dense', units: 1 },
    ],
    l2: 0.01,
    batchSize: 16,
  },
  optimizer: { kind: 'rmsprop', learningRate: 0.03, momentum: 0.5, exceptions: [{ parameters: '*.b', beta2: 0.5 }] },
  schedule: { kind: 'reduceOnPlateau', watch: 'validationLoss', patience: 0 },
  budget: { epochs: 9 },
  seed: 4,
} as const

const noisy = {
  schemaVersion: 1,
  problem: { kind: 'quadratic', gradientNoise: 0.3 },
  optimizer: { kind: 'sgd', learningRate: 0.01, clipNorm: 5 },
  budget: { steps: 60 },
  seed: 4,
} as const

function withoutClock({ rows, outcome }: Finished, kinds: readonly string[]) {
  const own = [...rows].filter(([key]) => {
    const kind = key.split('.')[0] ?? ''
    return kind !== 'elapsed' && !kinds.includes(kind)
  })
  return { digest: outcome.parameterDigest, validation: outcome.validationLoss, best: outcome.bestTrainingLoss, own }
}

describe.each([remembering, noisy])('a run of $optimizer.kind', (document) => {
  const measure = fc.uniqueArray(
    fc.record({ kind: fc.constantFrom(...diagnostics.map(({ kind }) => kind)), every: fc.integer({ min: 0, max: 9 }) }),
    { selector: ({ kind }) => kind, maxLength: 6 },
  )

  test('ends on the same bits with the same rows of all others, whatever is measured besides', async () => {
    const plain = await trainToEnd(document)
    await fc.assert(
      fc.asyncProperty(measure, async (list) => {
        const kinds = list.map(({ kind }) => kind)
        const run = await trainToEnd({ ...document, diagnostics: { measure: list } })
        expect(withoutClock(run, kinds)).toEqual(withoutClock(plain, kinds))
      }),
      { numRuns: 25 },
    )
  })

  test('one diagnostic more or less in a list moves no row of the others in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        measure.filter(({ length }) => length > 0),
        fc.nat(),
        async (list, pick) => {
          const dropped = list[pick % list.length]!.kind
          const whole = await trainToEnd({ ...document, diagnostics: { measure: list } })
          const others = list.filter(({ kind }) => kind !== dropped)
          const less = await trainToEnd({ ...document, diagnostics: { measure: others } })
          expect(withoutClock(less, [dropped])).toEqual(withoutClock(whole, [dropped]))
        },
      ),
      { numRuns: 15 },
    )
  })
})

test('a standard diagnostic with a cadence of its own has the values of the others at the steps that both have', async () => {
  const measure = [
    { kind: 'gradientNorm', every: 7 },
    { kind: 'trainingLoss', every: 5 },
    { kind: 'validation', every: 4 },
  ]
  const [plain, own] = [await trainToEnd(remembering), await trainToEnd({ ...remembering, diagnostics: { measure } })]
  const steps = {
    'gradientNorm.value': [1, 7, 14, 21, 27],
    'trainingLoss.value': [1, 5, 10, 15, 20, 25, 27],
    'validation.loss': [4, 8, 12, 16, 20, 24, 27],
  }
  for (const [key, expected] of Object.entries(steps)) {
    const [all, some] = [plain.rows.get(key), own.rows.get(key)]
    expect(some?.steps).toEqual(expected)
    some?.steps.forEach((step, index) => {
      const at = all?.steps.indexOf(step) ?? -1
      if (at >= 0) expect(some.values[index]).toBe(all?.values[at])
    })
  }
  expect(own.prepared.cadences).toMatchObject({ gradientNorm: 7, trainingLoss: 5, validation: 4, updateNorm: 1 })
  expect(own.prepared).toMatchObject({ recordEvery: plain.prepared.recordEvery, evaluateEvery: 3 })
})

test('the cadence of every diagnostic that is measured is said, and of no other', async () => {
  const { prepared } = await trainToEnd(noisy)
  const kinds = ['trainingLoss', 'gradientNorm', 'clippedGradientNorm', 'updateNorm', 'learningRate', 'secondMoment']
  expect(Object.keys(prepared.cadences)).toEqual([...kinds, 'elapsed'])
  const { clipNorm: _, ...unclipped } = noisy.optimizer
  const without = await trainToEnd({ ...noisy, optimizer: unclipped })
  expect(Object.keys(without.prepared.cadences)).not.toContain('clippedGradientNorm')
})

test('a loss that has diverged is recorded, however seldom the training loss is', async () => {
  const document = {
    ...noisy,
    problem: { kind: 'quadratic', eigenvalues: [1], start: [1] },
    optimizer: { kind: 'sgd', learningRate: 1e6 },
    diagnostics: { measure: [{ kind: 'trainingLoss', every: 50 }] },
  }
  expect((await trainToEnd(document)).rows.get('trainingLoss.value')?.steps).toEqual([1, 2])
})

function end(document: unknown, list: readonly Diagnostic[]): { run: Run; digest: string; rows: string } {
  const run = prepareRun(experimentOf(document), 'typescript', list)
  const progress = { step: 0, firstLoss: null, trainingLoss: null, bestTrainingLoss: null, threadsLeftAt: null }
  const step = createStepper(run, progress, new Stopwatch(() => 0))
  while (progress.step < run.totalSteps) expect(step()).toBeNull()
  const rows = run.recorder.take().map(({ key, steps, values }) => [key, [...steps], [...values].map(String)])
  return { run, digest: JSON.stringify([...run.arena.values]), rows: JSON.stringify(rows) }
}

describe.each([remembering, noisy, { ...noisy, optimizer: { kind: 'scheduleFreeAdamw' } }])(
  'a diagnostic that asks for losses and gradients elsewhere, with $optimizer.kind',
  (document) => {
    test('leaves no trace in the run, nor in the rows of any other', () => {
      const asked: number[] = []
      const plain = end(document, diagnostics)
      for (const list of [
        [prying(asked), ...diagnostics],
        [...diagnostics, prying(asked)],
      ]) {
        const pried = end(document, list)
        expect(pried.digest).toBe(plain.digest)
        expect(pried.rows).toBe(plain.rows)
        expect(pried.run.arena.gradients).toEqual(plain.run.arena.gradients)
      }
      const { totalSteps } = plain.run
      expect(asked).toHaveLength(2 * 4 * totalSteps)
      // the loss and the one that comes with the gradient are the same; each gradient was counted
      for (let row = 0; row < asked.length; row += 4) {
        expect(asked[row]).toBe(asked[row + 1])
        expect(asked[row]).not.toBe(asked[row + 2])
        expect(asked[row + 3]).toBe(((row / 4) % totalSteps) + 1)
      }
    })
  },
)

test('the gradient elsewhere is that of the loss elsewhere, by central differences', () => {
  const document = { ...remembering, precision: 'float64' }
  const run = prepareRun(experimentOf(document), 'typescript', [])
  let checked = 0
  const differing: Diagnostic = {
    ...prying([]),
    create({ arena, lossAt, gradientAt }) {
      return {
        measure() {
          const at = Float64Array.from(arena.values, (value) => value * 0.9 + 0.1)
          const gradients = new Float64Array(at.length)
          gradientAt(at, gradients)
          for (let index = 0; index < at.length; index += 3) {
            const width = 1e-6
            const [above, below] = [at.slice(), at.slice()]
            above[index]! += width
            below[index]! -= width
            const difference = (lossAt(above) - lossAt(below)) / (2 * width)
            expect(Math.abs(difference - gradients[index]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)))
            checked++
          }
        },
      }
    },
  }
  expect(run.arena.length).toBeGreaterThan(20)
  end({ ...document, budget: { steps: 3 } }, [differing])
  expect(checked).toBeGreaterThan(20)
})

test('settings of a parameter are the run’s with the exceptions that fit it worked in', () => {
  const exceptions = [
    { parameters: '*.b', beta2: 0.5, learningRateFactor: 0.1 },
    { parameters: 'dense2.*', epsilon: 1e-3 },
  ]
  const document = { ...remembering, optimizer: { kind: 'rmsprop', exceptions } }
  const seen = new Map<string, unknown>()
  const curious: Diagnostic = {
    ...prying([]),
    create({ arena, settingsOf }) {
      for (const { name } of arena.parameters) {
        const { learningRate, beta2, epsilon, learningRateFactor } = settingsOf(name)
        seen.set(name, [learningRate, beta2, epsilon, learningRateFactor])
      }
      expect(() => settingsOf('dense3.W')).toThrow(/parameter = dense3.W, must be one of dense1.W/)
      return { measure: () => undefined }
    },
  }
  prepareRun(experimentOf(document), 'typescript', [curious])
  expect(Object.fromEntries(seen)).toMatchObject({
    'dense1.W': [0.001, 0.9, 1e-8, 1],
    'dense1.b': [0.001, 0.5, 1e-8, 0.1],
    'dense2.W': [0.001, 0.9, 1e-3, 1],
    'dense2.b': [0.001, 0.5, 1e-3, 0.1],
  })
})

test('s_dW of Prodigy’s first step is that of Adam, in (loss/[W])², though its slot holds d² times that', async () => {
  const [adam, prodigy] = await Promise.all(
    ['adam', 'prodigy'].map((kind) =>
      trainToEnd({
        schemaVersion: 1,
        problem: { kind: 'softmaxRegression', batchSize: 90 },
        optimizer: { kind },
        precision: 'float64',
        budget: { steps: 1 },
        seed: 3,
        diagnostics: { every: 1 },
      }),
    ),
  )
  const columns = [...adam!.rows.keys()].filter((key) => key.startsWith('secondMoment.'))
  expect(columns.length).toBeGreaterThan(0)
  for (const column of columns) {
    const [expected] = adam!.rows.get(column)!.values
    const [actual] = prodigy!.rows.get(column)!.values
    expect(Math.abs(actual! - expected!), column).toBeLessThanOrEqual(1e-12 * Math.abs(expected!))
  }
  expect(prodigy!.parameters[0]!.slots.s![0]).toBeLessThan(1e-9 * adam!.parameters[0]!.slots.s![0]!)
})

test('norms are recorded where squares overflow, and the clipped gradient has its length', async () => {
  // at weights of 0 the gradient of logistic regression is the mean of (1/2 − class)·x: −1.5e200 along the one input
  const file = folder.write('huge.csv', ['x,class', '3e200,yes', '-3e200,no'].join('\n'))
  const dataset = { kind: 'csv', file, scaling: 'none', validationShare: 0, testShare: 0 }
  const run = await trainToEnd({
    schemaVersion: 1,
    problem: { kind: 'logisticRegression', dataset, batchSize: 2 },
    optimizer: { kind: 'sgd', learningRate: 0.5, clipNorm: 1 },
    precision: 'float64',
    budget: { steps: 1 },
    diagnostics: { every: 1 },
  })
  expect((run.rows.get('gradientNorm.value')?.values[0] ?? 0) / 1.5e200).toBeCloseTo(1, 12)
  expect(run.rows.get('clippedGradientNorm.value')?.values[0]).toBeCloseTo(1, 14)
  expect(run.rows.get('updateNorm.value')?.values[0]).toBeCloseTo(0.5, 14)
})
