/** What a run is said to have come to, however it ended. */
import { expect, test } from 'vitest'
import { prepareRun } from './prepareRun'
import { experimentOf, trainToEnd } from './testing/trainToEnd'

const moons = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 200 },
    layers: [{ kind: 'dense', units: 1 }],
    batchSize: 32,
  },
  optimizer: { kind: 'sgd', learningRate: 0.1 },
  budget: { epochs: 3 },
  diagnostics: { evaluateEvery: 1000 },
  seed: 5,
} as const

test('a run stopped between evaluations is evaluated where it stopped, which is no row of a series', async () => {
  const { outcome, parameters, rows } = await trainToEnd(moons, { stopAfter: 2 })
  expect(outcome).toMatchObject({ status: 'stopped', step: 2 })
  const run = prepareRun(experimentOf(moons), 'typescript')
  for (const [index, parameter] of run.arena.parameters.entries()) {
    run.arena.view(parameter).set(parameters[index]!.values)
  }
  const { validationLoss, validationAccuracy, testLoss, testAccuracy } = outcome
  expect({ loss: validationLoss, accuracy: validationAccuracy }).toEqual(run.problem.evaluate('validation'))
  expect({ loss: testLoss, accuracy: testAccuracy }).toEqual(run.problem.evaluate('test'))
  expect(rows.get('validation.loss')?.steps ?? []).not.toContain(2)
})

test('a diverged run is not evaluated', async () => {
  // Of linear layers one upon the other, whose products grow beyond 1e8.
  const layers = [8, 8, 1].map((units) => ({ kind: 'dense', units }))
  const optimizer = { kind: 'sgd', learningRate: 1e6 }
  const { outcome } = await trainToEnd({ ...moons, problem: { ...moons.problem, layers }, optimizer })
  expect(outcome).toMatchObject({ status: 'diverged', testLoss: null, testAccuracy: null, validationLoss: null })
})

test('of a problem without examples there is nothing to evaluate', async () => {
  const bowl = { schemaVersion: 1, problem: { kind: 'quadratic' }, optimizer: { kind: 'sgd' }, budget: { steps: 3 } }
  const { outcome } = await trainToEnd(bowl)
  const { status, validationLoss, validationAccuracy, testLoss, testAccuracy } = outcome
  expect(status).toBe('completed')
  expect([validationLoss, validationAccuracy, testLoss, testAccuracy]).toEqual([null, null, null, null])
})
