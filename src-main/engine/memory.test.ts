import { expect, test } from 'vitest'
import { createArena } from './arena'
import { createGenerator } from './generator'
import { backends } from './kernels/backend'
import { createKernels } from './kernels/createKernels'
import type { LayerSpec } from './layers'
import { buildNetwork } from './network'
import { countArrays } from './testing/countArrays'

const relu: LayerSpec = { kind: 'activation', activation: 'relu' }
const FLOAT32_BYTES = 4

function prepare(
  layers: readonly LayerSpec[],
  inputShape: readonly number[],
  maxRows: number,
  backend: (typeof backends)[number],
) {
  const precision = 'float32'
  const kernels = createKernels(backend, precision)
  const loss = 'softmaxCrossEntropy'
  const network = buildNetwork({ layers, loss, inputShape, precision, maxRows, seed: 1, kernels })
  const arena = createArena(precision, network.declarations, kernels.allocate)
  arena.addSlot('s', 0)
  network.bind(arena)
  network.initialise(createGenerator(1, 'test'))
  const targets = Float64Array.from({ length: maxRows }, (_, row) => row % 3)
  return { kernels, network, arena, targets }
}

test('training 784-512-512-10 holds less than twice its parameters, slots and activations, and no step takes more', () => {
  const units = [512, 512, 10]
  const layers = units.flatMap((count, index): LayerSpec[] =>
    index < 2 ? [{ kind: 'dense', units: count }, relu] : [{ kind: 'dense', units: count }],
  )
  const rows = 128
  const { kernels, network, arena, targets } = prepare(layers, [784], rows, 'wasm')
  network.lossAndGradients(targets, rows)
  const before = kernels.memory!.usedBytes
  // what is asked for is 2.5; gradients are not among what is counted
  const needed = FLOAT32_BYTES * (2 * arena.length + rows * (784 + 512 + 512 + 10))
  expect(before / needed).toBeLessThan(2)
  for (const part of [rows, 1, 37]) network.lossAndGradients(targets, part)
  network.loss(targets, rows)
  expect(kernels.memory!.usedBytes).toBe(before)
})

test.each(backends)('a step makes no array, whatever its layers (%s)', (backend) => {
  const layers: LayerSpec[] = [
    { kind: 'conv2d', filters: 3, kernel: 3 },
    relu,
    { kind: 'batchNorm' },
    { kind: 'maxPool2d', size: 2 },
    {
      kind: 'residual',
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3 },
        { kind: 'activation', activation: 'gelu' },
      ],
    },
    { kind: 'averagePool2d', size: 2 },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'dense', units: 7 },
    { kind: 'layerNorm' },
    { kind: 'activation', activation: 'elu' },
    { kind: 'dense', units: 3 },
  ]
  const { network, targets } = prepare(layers, [1, 8, 8], 6, backend)
  const step = () => {
    for (const rows of [6, 5]) network.lossAndGradients(targets, rows)
    network.loss(targets, 6)
  }
  step()
  expect(countArrays(step)).toBe(0)
  expect(countArrays(() => new Float32Array(4).subarray(1))).toBeGreaterThanOrEqual(2)
})
