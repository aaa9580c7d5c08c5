/** An optimizer that keeps an average for it is evaluated there. */
import { describe, expect, test } from 'vitest'
import { prepareRun } from './prepareRun'
import { experimentOf, trainToEnd } from './testing/trainToEnd'

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
  budget: { epochs: 3 },
  seed: 5,
} as const

describe.each(['scheduleFreeSgd', 'scheduleFreeAdamw'])('%s', (kind) => {
  const document = { ...moons, optimizer: { kind, learningRate: 0.05 } }

  test('validation and test are those of its average, not of where gradients are taken', async () => {
    const { outcome, parameters } = await trainToEnd(document)
    const run = prepareRun(experimentOf(document), 'typescript')
    const at = (values: 'parameters' | 'average', part: 'validation' | 'test') => {
      run.arena.parameters.forEach((parameter, index) => {
        const saved = parameters[index]!
        run.arena.view(parameter).set(values === 'average' ? saved.slots.x! : saved.values)
      })
      return run.problem.evaluate(part)?.loss
    }
    expect(outcome.testLoss).toBe(at('average', 'test'))
    expect(outcome.testLoss).not.toBe(at('parameters', 'test'))
    expect(outcome.validationLoss).toBe(at('average', 'validation'))
  })

  test('evaluating more often or less changes no bit of the parameters', async () => {
    const digests = []
    for (const evaluateEvery of [1, 1000]) {
      digests.push((await trainToEnd({ ...document, diagnostics: { evaluateEvery } })).outcome.parameterDigest)
    }
    expect(new Set(digests).size).toBe(1)
  })
})
