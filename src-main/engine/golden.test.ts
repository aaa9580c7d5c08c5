/** The bits of a small training: when they change on purpose, `engineVersion` rises. */
import { expect, test } from 'vitest'
import { createKernels } from './kernels/createKernels'
import type { LayerSpec } from './layers'
import { checksum } from './testing/checksum'
import { makeNetwork } from './testing/makeNetwork'

test.each([
  ['typescript', 'float32', 'ba393408'],
  ['wasm', 'float32', 'ba393408'],
  ['typescript', 'float64', '6055dc3f'],
] as const)(
  'twenty steps of every layer by %s in %s end on the bits that this engine version stands for',
  (backend, precision, golden) => {
    const layers: LayerSpec[] = [
      { kind: 'conv2d', filters: 4, kernel: 3, initialiser: 'orthogonal' },
      { kind: 'batchNorm' },
      { kind: 'activation', activation: 'silu' },
      { kind: 'averagePool2d', size: 2, stride: 1 },
      {
        kind: 'residual',
        layers: [
          { kind: 'conv2d', filters: 4, kernel: 3, initialiser: 'lecunNormal' },
          { kind: 'activation', activation: 'elu' },
          { kind: 'layerNorm' },
        ],
      },
      { kind: 'maxPool2d', size: 2 },
      { kind: 'dropout', rate: 0.25 },
      { kind: 'flatten' },
      { kind: 'dense', units: 9 },
      { kind: 'activation', activation: 'gelu' },
      { kind: 'activation', activation: 'softplus' },
      { kind: 'dense', units: 3, initialiser: 'lecunUniform' },
    ]
    const { network, arena, targets } = makeNetwork({
      layers,
      inputShape: [2, 6, 5],
      loss: 'huber',
      l2: { strength: 0.01, scope: 'weights' },
      precision,
      kernels: createKernels(backend, precision),
    })
    for (let step = 0; step < 20; step++) {
      network.lossAndGradients(targets, 4)
      for (let i = 0; i < arena.length; i++) arena.values[i]! -= 0.1 * arena.gradients[i]!
    }
    network.forward(4)
    const all = [arena.values, network.outputs, ...network.tensors.map(({ values }) => values)]
    expect(all.every((values) => values.every(Number.isFinite))).toBe(true)
    expect(checksum(new Uint8Array(all.flatMap((values) => [...new Uint8Array(values.slice().buffer)])))).toBe(golden)
  },
)
