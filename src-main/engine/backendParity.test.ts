import { describe, expect, test } from 'vitest'
import { nativeAddon } from '../trainer/nativeAddon'
import { createArena } from './arena'
import { createGenerator } from './generator'
import { type Backend, backends } from './kernels/backend'
import { createKernels } from './kernels/createKernels'
import type { LayerSpec } from './layers'
import { type LossName, losses } from './losses'
import { buildNetwork } from './network'
import type { Precision } from './precision'
import { firstDifference } from './testing/sameBits'

const ROWS = 19
const INPUTS = 13
const OUTPUTS = 7

const layers: LayerSpec[] = [
  { kind: 'dense', units: 37 },
  { kind: 'activation', activation: 'relu' },
  { kind: 'dense', units: 24 },
  { kind: 'activation', activation: 'tanh' },
  { kind: 'dense', units: 9 },
  { kind: 'activation', activation: 'sigmoid' },
  { kind: 'dense', units: 8 },
  { kind: 'activation', activation: 'leakyRelu' },
  { kind: 'dense', units: OUTPUTS },
]

/** Where it could not be compiled, `native` is held to be WebAssembly. */
const { addon } = nativeAddon()

/** Values, gradients and losses after forty steps of gradient descent, the last ones with a smaller batch. */
function train(backend: Backend, loss: LossName, precision: Precision) {
  const kernels = createKernels(backend, precision, { addon })
  const network = buildNetwork({ layers, loss, inputShape: [INPUTS], precision, maxRows: ROWS, seed: 5, kernels })
  const arena = createArena(precision, network.declarations, kernels.allocate)
  network.bind(arena)
  const generator = createGenerator(5, 'test')
  network.initialise(generator)
  for (let i = 0; i < network.inputs.length; i++) network.inputs[i] = generator.nextNormal()
  const targets = Array.from({ length: ROWS * OUTPUTS }, (_, index) =>
    loss === 'softmaxCrossEntropy' ? index % OUTPUTS : (index % 3) / 2,
  )
  const lossValues: number[] = []
  for (let step = 0; step < 40; step++) {
    lossValues.push(network.lossAndGradients(targets, step < 30 ? ROWS : ROWS - 6))
    for (let i = 0; i < arena.length; i++) arena.values[i]! -= 0.25 * arena.gradients[i]!
  }
  lossValues.push(network.loss(targets, ROWS))
  return { backend: kernels.backend, values: arena.values, gradients: arena.gradients, lossValues }
}

describe.each(Object.keys(losses) as LossName[])('a network under %s', (loss) => {
  test.each(backends)('trained by %s ends on the bits of the reference', (backend) => {
    const expected = train('typescript', loss, 'float32')
    const actual = train(backend, loss, 'float32')
    expect(actual.backend).toBe(backend === 'native' && addon === null ? 'wasm' : backend)
    expect(actual.lossValues).toEqual(expected.lossValues)
    expect(firstDifference(actual.values, expected.values)).toBe(null)
    expect(firstDifference(actual.gradients, expected.gradients)).toBe(null)
    expect(actual.values.some((value) => value !== 0)).toBe(true)
  })
})

test.each(backends)('asked for float64, %s leaves it to the reference and says so', (backend) => {
  const kernels = createKernels(backend, 'float64', { addon })
  expect(kernels).toMatchObject({ backend: 'typescript', precision: 'float64' })
})

test('kernels of another precision are refused', () => {
  const options = {
    layers,
    loss: 'meanSquaredError',
    inputShape: [1],
    precision: 'float64',
    maxRows: 1,
    seed: 1,
  } as const
  expect(() => buildNetwork({ ...options, kernels: createKernels('wasm', 'float32') })).toThrow(
    'kernels.precision = float32, must be float64',
  )
})
