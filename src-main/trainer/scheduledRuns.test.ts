/** Schedules in a run: rates in force are recorded, depend on the budget alone, and follow the losses that are recorded. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseExperiment } from '../contract/experiment'
import { registry } from './registry'
import { trainToEnd } from './testing/trainToEnd'

const bowl = {
  schemaVersion: 1,
  problem: { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5], gradientNoise: 0.5 },
  optimizer: { kind: 'rmsprop', learningRate: 0.1 },
  budget: { steps: 300 },
  seed: 3,
  diagnostics: { every: 1 },
} as const

const moons = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 200 },
    layers: [{ kind: 'dense', units: 1 }],
    batchSize: 32,
  },
  optimizer: { kind: 'rmsprop', learningRate: 0.05 },
  budget: { epochs: 30 },
  seed: 5,
  diagnostics: { every: 1 },
} as const

const rates = ({ rows }: Awaited<ReturnType<typeof trainToEnd>>) => rows.get('learningRate.value')?.values ?? []

test.each([
  [bowl, { kind: 'cosine' }],
  [bowl, { kind: 'oneCycle', warmupSteps: 20 }],
  [bowl, { kind: 'linear' }],
  [bowl, { kind: 'reduceOnPlateau', patience: 3, factor: 0.5 }],
  [moons, { kind: 'polynomial', power: 2 }],
  [moons, { kind: 'reduceOnPlateau', watch: 'validationLoss', patience: 0, factor: 0.5 }],
])('a run that was stopped has the rates and the bits of its whole budget %#', async (base, schedule) => {
  const document = { ...base, schedule }
  const whole = await trainToEnd(document)
  const stopped = await trainToEnd(document, { tickMs: 1000, stopAfterFrames: 60 })
  const { step } = stopped.outcome
  expect(stopped.outcome.status).toBe('stopped')
  expect(rates(stopped)).toEqual(rates(whole).slice(0, step))
  const repeated = await trainToEnd(document, { stopAfter: step })
  expect(repeated.outcome).toMatchObject({ step, parameterDigest: stopped.outcome.parameterDigest, status: 'stopped' })
})

describe('one cycle that drives momentum', () => {
  const fixture: {
    readonly eigenvalues: number[]
    readonly start: number[]
    readonly steps: number
    readonly schedule: { readonly kind: string }
    readonly cases: readonly { readonly optimizer: { readonly kind: string }; readonly x: number[] }[]
  } = JSON.parse(readFileSync(new URL('./testdata/oneCycleMomentum.json', import.meta.url), 'utf8'))
  const { eigenvalues, start, steps, schedule, cases } = fixture
  const problem = { kind: 'quadratic', eigenvalues, start }

  test.each(cases)('of $optimizer.kind ends where PyTorch’s OneCycleLR ends', async ({ optimizer, x }) => {
    const { parameters } = await trainToEnd({ schemaVersion: 1, problem, optimizer, schedule, budget: { steps } })
    x.forEach((value, index) => {
      expect(Math.abs(parameters[0]!.values[index]! - value)).toBeLessThanOrEqual(1e-11 * Math.abs(value))
    })
  })

  const refused = (optimizer: object) => {
    const parsed = parseExperiment(
      { ...bowl, optimizer, schedule: { kind: 'oneCycle', cycleMomentum: true } },
      registry,
    )
    return parsed.ok || parsed.error.kind !== 'invalidInput' ? undefined : parsed.error.problems
  }

  test.each([
    [{ kind: 'sgd' }, '= true, must be false for Gradient descent, which has neither momentum nor beta1'],
    [
      { kind: 'rmsprop' },
      '= true, must be false where optimizer.momentum = 0, which leaves momentum out; any other value is replaced',
    ],
    [
      { kind: 'adam', exceptions: [{ parameters: 'x', beta1: 0.5 }] },
      '= true, must be false where optimizer.exceptions[0] sets beta1 of its own',
    ],
    [
      { kind: 'rule', text: 'title plain\nparam learningRate = 0.1\nw = w - learningRate*g' },
      '= true, must be false for plain, which has neither momentum nor beta1',
    ],
  ])('is refused for %j with a sentence', (optimizer, message) => {
    expect(refused(optimizer)).toEqual([{ path: 'schedule.cycleMomentum', message }])
  })

  test('drives a rule of one’s own by the name it declares', async () => {
    const text =
      'title heavy ball\nparam learningRate = 0.1\nparam momentum = 0.5\nslot v = 0\nv = momentum*v + g\nw = w - learningRate*v'
    const runs = [
      { kind: 'rule', text },
      { kind: 'momentum', beta1: 0.5 },
    ].map((optimizer) => trainToEnd({ schemaVersion: 1, problem, optimizer, schedule, budget: { steps } }))
    const [own, built] = await Promise.all(runs)
    expect(own!.outcome.parameterDigest).toBe(built!.outcome.parameterDigest)
  })
})

describe('on a plateau', () => {
  test('the rate falls when the recorded training loss has not been better for long enough', async () => {
    const document = { ...bowl, schedule: { kind: 'reduceOnPlateau', patience: 3, factor: 0.5 } }
    const run = await trainToEnd(document)
    const losses = run.rows.get('trainingLoss.value')?.values ?? []
    const expected: number[] = []
    let [rate, best, bad] = [0.1, Number.POSITIVE_INFINITY, 0]
    for (const loss of losses) {
      expected.push(rate)
      if (loss < best * (1 - 1e-4)) [best, bad] = [loss, 0]
      else bad++
      if (bad <= 3) continue
      if (rate * 0.5 > 1e-8) rate *= 0.5
      bad = 0
    }
    expect(rates(run)).toEqual(expected)
    expect(rate).toBeLessThan(0.1)
  })

  test('the validation loss is that of the evaluations, wherever frames end', async () => {
    const document = {
      ...moons,
      schedule: { kind: 'reduceOnPlateau', watch: 'validationLoss', patience: 0, factor: 0.5, threshold: 0.01 },
    }
    const whole = await trainToEnd(document)
    const slow = await trainToEnd(document, { tickMs: 1000 })
    expect(slow.outcome.parameterDigest).toBe(whole.outcome.parameterDigest)
    expect(new Set(rates(whole)).size).toBeGreaterThan(2)
  })

  test('a validation loss that does not exist is refused where it is asked for', async () => {
    const schedule = { kind: 'reduceOnPlateau', watch: 'validationLoss' }
    const parsed = parseExperiment({ ...bowl, schedule }, registry)
    const message = '= "validationLoss", must be "trainingLoss": a problem of kind quadratic has no validation part'
    expect(parsed).toMatchObject({ ok: false, error: { problems: [{ path: 'schedule.watch', message }] } })
  })
})

// torch.optim.Rprop of PyTorch 1.13, lr 0.5, ten steps down ½(x² + 4y²) from (3, −2) in float64.
test.each([
  ['no schedule', {}, [0.10864, 0.30384]],
  [
    'OneCycleLR(max_lr=0.5, total_steps=10, cycle_momentum=False)',
    { schedule: { kind: 'oneCycle', cycleMomentum: false } },
    [2.48082635776, -1.48082635776],
  ],
] as const)('Rprop starts from the first rate of its schedule, as PyTorch does: %s', async (_, schedule, expected) => {
  const { parameters } = await trainToEnd({
    schemaVersion: 1,
    problem: { kind: 'quadratic', eigenvalues: [1, 4], start: [3, -2] },
    optimizer: { kind: 'rprop', learningRate: 0.5 },
    ...schedule,
    precision: 'float64',
    budget: { steps: 10 },
  })
  const end = parameters.flatMap(({ values }) => [...values])
  end.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index]!, 12)
  })
})
