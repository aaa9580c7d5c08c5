/** Schedules in a run: rates in force are recorded, depend on the budget alone, and follow the losses that are recorded. */
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
