/** The training loss of whole epochs, and which loss is a run's best. */
import { expect, test } from 'vitest'
import { trainToEnd } from './testing/trainToEnd'

/** 120 examples of training: batches of 50, 50 and 20. */
const moons = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 200 },
    layers: [{ kind: 'dense', units: 1 }],
    batchSize: 50,
  },
  optimizer: { kind: 'rmsprop', learningRate: 0.05 },
  precision: 'float64',
  budget: { epochs: 6 },
  seed: 2,
} as const

/** Σ n·L/Σ n of each whole epoch. */
function meansOf(losses: readonly number[], rows: readonly number[]): number[] {
  const examples = rows.reduce((sum, count) => sum + count, 0)
  return Array.from({ length: Math.floor(losses.length / rows.length) }, (_, epoch) =>
    rows.reduce((sum, count, batch) => sum + (count / examples) * losses[epoch * rows.length + batch]!, 0),
  )
}

test('an epoch has one row, at its last step: the mean over its examples, each batch by its size', async () => {
  const { rows } = await trainToEnd(moons)
  const means = meansOf(rows.get('trainingLoss.value')?.values ?? [], [50, 50, 20])
  const recorded = rows.get('epochTrainingLoss.value')
  expect(recorded?.steps).toEqual([3, 6, 9, 12, 15, 18])
  for (const [index, mean] of means.entries()) expect(recorded?.values[index]).toBeCloseTo(mean, 13)
})

test('the best training loss is that of an epoch, not of the luckiest batch', async () => {
  const { rows, outcome } = await trainToEnd(moons)
  const losses = rows.get('trainingLoss.value')?.values ?? []
  expect(outcome.bestTrainingLoss).toBe(Math.min(...(rows.get('epochTrainingLoss.value')?.values ?? [])))
  expect(outcome.bestTrainingLoss).toBeGreaterThan(Math.min(...losses))
})

test('where every step sees the whole problem, its loss is the mean, bit for bit, and the best is the least of them', async () => {
  const whole = { ...moons, problem: { ...moons.problem, batchSize: 500 } }
  const { rows, outcome } = await trainToEnd(whole)
  expect(rows.get('epochTrainingLoss.value')).toEqual(rows.get('trainingLoss.value'))
  expect(outcome.bestTrainingLoss).toBe(Math.min(...(rows.get('trainingLoss.value')?.values ?? [])))
  const bowl = await trainToEnd({ schemaVersion: 1, problem: { kind: 'quadratic' }, optimizer: { kind: 'sgd' } })
  expect(bowl.rows.has('epochTrainingLoss.value')).toBe(false)
  expect(bowl.outcome.bestTrainingLoss).toBe(Math.min(...(bowl.rows.get('trainingLoss.value')?.values ?? [])))
})

test('an epoch that the budget ends has no row, and none is the best of a run without a whole one', async () => {
  const { rows } = await trainToEnd({ ...moons, budget: { steps: 8 } })
  expect(rows.get('epochTrainingLoss.value')?.steps).toEqual([3, 6])
  expect((await trainToEnd({ ...moons, budget: { steps: 2 } })).outcome.bestTrainingLoss).toBeNull()
})

test('a run that is stopped within an epoch and goes on has the rows of one that was not', async () => {
  const whole = await trainToEnd(moons)
  const { checkpoint } = (await trainToEnd(moons, { stopAfter: 5 })).outcome
  const resumed = await trainToEnd(moons, { checkpoint })
  const { steps, values } = whole.rows.get('epochTrainingLoss.value')!
  expect(resumed.rows.get('epochTrainingLoss.value')).toEqual({ steps: steps.slice(1), values: values.slice(1) })
  expect(resumed.outcome.bestTrainingLoss).toBe(whole.outcome.bestTrainingLoss)
})
