/** Pictures of a document: what they show is what a run of it does. */
import { describe, expect, test } from 'vitest'
import { sketchesSchema } from '../contract/sketch'
import { schedules } from '../schedules'
import { createSketcher } from './sketchExperiment'
import { trainToEnd } from './testing/trainToEnd'

const sketch = createSketcher()
const bowl = {
  schemaVersion: 1,
  problem: { kind: 'quadratic', eigenvalues: [1, 5], start: [1, 1], gradientNoise: 0.1 },
  optimizer: { kind: 'rmsprop', learningRate: 0.1 },
  budget: { steps: 120 },
  seed: 1,
  diagnostics: { every: 1 },
} as const

describe('the rate of the schedule', () => {
  test.each(schedules.map(({ kind }) => kind))('%s is drawn as a run has it', async (kind) => {
    const document = { ...bowl, schedule: { kind, warmupSteps: 5 } }
    const settings = kind === 'linearWarmup' ? { ...bowl, schedule: { kind } } : document
    const drawn = sketch(settings)?.schedule
    const { rows } = await trainToEnd(settings)
    const { steps = [], values = [] } = rows.get('learningRate.value') ?? {}
    expect(drawn?.x).toEqual(steps)
    values.forEach((rate, index) => {
      expect(drawn?.low[index]).toBeLessThanOrEqual(rate)
      expect(drawn?.high[index]).toBeGreaterThanOrEqual(rate)
    })
    const isKnown = kind !== 'reduceOnPlateau'
    if (isKnown) expect([drawn?.low, drawn?.high]).toEqual([values, values])
    expect(drawn?.style).toBe(isKnown ? 'line' : 'range')
    expect(sketchesSchema.parse(sketch(settings)).schedule).toEqual(drawn)
  })

  test('a run of any length is drawn in a few hundred stretches from its first step to its last', () => {
    const drawn = sketch({ ...bowl, schedule: { kind: 'cosineRestarts' }, budget: { steps: 1_000_000_000 } })?.schedule
    expect(drawn?.x.length).toBe(300)
    expect([drawn?.x[0], drawn?.x.at(-1)]).toEqual([1, 1_000_000_000])
    expect([drawn?.high[0], drawn?.low[0]]).not.toContain(Number.NaN)
    expect(Math.min(...(drawn?.low ?? []))).toBeGreaterThanOrEqual(0)
  })

  test('the first and the last step have their own rate, however many lie between', () => {
    for (const steps of [1, 2, 3, 299, 300, 301, 5000]) {
      const schedule = { kind: 'linear', startFactor: 0.5 }
      const { x = [], low = [], high = [] } = sketch({ ...bowl, schedule, budget: { steps } })?.schedule ?? {}
      expect([x[0], x.at(-1), low[0]]).toEqual([1, steps, 0.05])
      expect([low.at(-1), high.at(-1)]).toEqual([high.at(-1), low.at(-1)])
      expect(x.every((place, index) => index === 0 || place > x[index - 1]!)).toBe(true)
    }
  })

  test('a restart inside a stretch is seen as its smallest and largest rate', () => {
    const schedule = { kind: 'cosineRestarts', period: 10, periodMultiplier: 1 }
    const drawn = sketch({ ...bowl, schedule, budget: { steps: 30_000 } })?.schedule
    expect(Math.max(...(drawn?.low.slice(1, -1) ?? []))).toBeLessThan(0.01)
    expect(Math.min(...(drawn?.high.slice(1, -1) ?? []))).toBeGreaterThan(0.09)
  })

  test('a rate that never changes has no picture', () => {
    expect(sketch(bowl)?.schedule).toBeNull()
    expect(sketch({ ...bowl, schedule: { kind: 'constant', warmupSteps: 10 } })?.schedule?.x.length).toBe(120)
  })

  test('with a budget of epochs it lasts for the steps of the data, and for none of a file not read yet', () => {
    const moons = {
      ...bowl,
      problem: { kind: 'logisticRegression', dataset: { kind: 'twoMoons', samples: 100 }, batchSize: 10 },
      budget: { epochs: 4 },
      schedule: { kind: 'linear' },
    }
    const { x = [], low = [] } = sketch(moons)?.schedule ?? {}
    expect(x.length % 4).toBe(0)
    expect(low.at(-1)).toBeCloseTo(0.1 / x.length, 12)
    const file = {
      ...moons,
      problem: { ...moons.problem, dataset: { kind: 'csv', file: '/nowhere.csv', target: 'a' } },
    }
    expect(sketch(file)).toEqual({ problem: null, schedule: null })
    expect(sketch({ ...file, budget: { steps: 50 } })?.schedule?.x.at(-1)).toBe(50)
  })
})

test('a bowl of many dimensions is drawn by its spectrum', () => {
  const problem = { kind: 'quadraticDeep', dimensions: 100, conditionNumber: 1000 }
  const drawn = sketch({ ...bowl, problem })?.problem
  expect([drawn?.x.length, drawn?.style]).toEqual([100, 'points'])
  expect(drawn?.high[0]).toBe(1)
  expect(drawn?.high.at(-1)).toBeCloseTo(0.001, 15)
  expect(sketch({ ...bowl, problem: { kind: 'quadraticDeep', dimensions: 10_000 } })?.problem?.x.length).toBe(400)
})

test.each([[null], [3], [{}], [{ ...bowl, seed: -1 }], [{ ...bowl, schedule: { kind: 'cosine', floor: -1 } }]])(
  '%j, which is no sound document, has no picture and is no error',
  (document) => {
    expect(sketch(document)).toBeNull()
  },
)
