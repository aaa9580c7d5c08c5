/** A rule of the user's own trains like a built-in optimizer: same bits, same charts. */
import { describe, expect, test } from 'vitest'
import { LabFailure } from '../contract/errors'
import { trainToEnd } from './testing/trainToEnd'

const text = [
  'title My RMSProp',
  'param learningRate = 0.001 in (0, inf) log',
  'param beta2 = 0.9 in [0, 1)',
  'param epsilon = 1e-8 in (0, inf) log',
  'slot s = 0 "s_dW"',
  's = beta2*s + (1 - beta2)*g^2',
  'w = w - learningRate*g / (sqrt(s) + epsilon)',
].join('\n')

const bowl = { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5] }
const moons = {
  kind: 'network',
  dataset: { kind: 'twoMoons', samples: 60 },
  layers: [
    { kind: 'dense', name: 'hidden', units: 5 },
    { kind: 'activation', activation: 'tanh' },
    { kind: 'dense', name: 'output', units: 1 },
  ],
  loss: 'binaryCrossEntropy',
  batchSize: 8,
}
const document = (change: object) => ({ schemaVersion: 1, problem: bowl, budget: { steps: 400 }, seed: 1, ...change })

describe('a rule of the user’s own', () => {
  test.each([
    ['the bowl of the lecture', {}],
    ['in float32', { precision: 'float32' }],
    ['a network', { problem: moons, precision: 'float32', budget: { steps: 50 } }],
    [
      'a network in float64, the rate falling',
      { problem: moons, budget: { steps: 50 }, schedule: { kind: 'inverseTime', decayRate: 0.1 } },
    ],
  ])('on %s: with the rule of RMSProp it ends on the digest and the rows of RMSProp', async (_title, change) => {
    const builtIn = await trainToEnd(document({ ...change, optimizer: { kind: 'rmsprop', learningRate: 0.1 } }))
    for (const backend of ['wasm', 'typescript'] as const) {
      const own = await trainToEnd(document({ ...change, optimizer: { kind: 'rule', text, learningRate: 0.1 } }), {
        backend,
      })
      expect(own.outcome.parameterDigest).toBe(builtIn.outcome.parameterDigest)
      expect(own.rows).toEqual(builtIn.rows)
      expect(own.parameters.map(({ slots }) => slots)).toEqual(builtIn.parameters.map(({ slots }) => slots))
    }
  })

  test('its slot s_dW is what the charts of s_dW show', async () => {
    const doubled = text.replace('slot s = 0 "s_dW"', 'slot s = 4 "s_dW"')
    const { rows } = await trainToEnd(document({ budget: { steps: 1 }, optimizer: { kind: 'rule', text: doubled } }))
    const largest = [...rows].find(([key]) => key.includes('secondMoment') && key.includes('max'))?.[1]
    expect(largest?.values[0]).toBeCloseTo(0.9 * 4 + 0.1 * 75 ** 2, 9)
  })
})

describe('settings of every optimizer', () => {
  test('clipping a run by norm bounds its clipped gradient norm, and leaves the gradient norm as it was', async () => {
    const { rows } = await trainToEnd(document({ optimizer: { kind: 'sgd', learningRate: 0.03, clipNorm: 2 } }))
    const norms = rows.get('clippedGradientNorm.value')?.values ?? []
    expect(norms.length).toBeGreaterThan(100)
    expect(Math.max(...norms)).toBeLessThanOrEqual(2)
    expect(norms[0]).toBeGreaterThan(1.9999)
    // of the bowl at its start: (1·−8, 50·1.5)
    expect(rows.get('gradientNorm.value')?.values[0]).toBeCloseTo(Math.hypot(8, 75), 12)
  })

  test('a pattern that fits no parameter ends the run before its first step, and names the parameters', async () => {
    const exceptions = [{ parameters: 'hidden1.*', learningRateFactor: 0.1 }]
    const run = trainToEnd(document({ problem: moons, budget: { steps: 1 }, optimizer: { kind: 'adam', exceptions } }))
    await expect(run).rejects.toThrow(LabFailure)
    await expect(run).rejects.toThrow(
      'optimizer.exceptions[0].parameters = "hidden1.*", must fit a parameter; there are hidden.W, hidden.b, output.W, output.b',
    )
  })

  test('with exceptions both backends end on the same bits', async () => {
    const exceptions = [{ parameters: '*.b', learningRateFactor: 0.1, epsilon: 0.01 }]
    const change = {
      problem: moons,
      precision: 'float32',
      budget: { steps: 30 },
      optimizer: { kind: 'rmsprop', exceptions, clipNorm: 0.5 },
    }
    const [wasm, typescript] = [
      await trainToEnd(document(change)),
      await trainToEnd(document(change), { backend: 'typescript' }),
    ]
    expect(wasm.outcome.parameterDigest).toBe(typescript.outcome.parameterDigest)
    const plain = await trainToEnd(document({ ...change, optimizer: { kind: 'rmsprop', clipNorm: 0.5 } }))
    expect(plain.outcome.parameterDigest).not.toBe(wasm.outcome.parameterDigest)
  })
})
