import { expect, test } from 'vitest'
import { nativeAddon } from '../trainer/nativeAddon'
import { createArena } from './arena'
import { createGenerator } from './generator'
import { backends } from './kernels/backend'
import { createKernels } from './kernels/createKernels'
import type { LayerSpec } from './layers'
import { buildNetwork } from './network'
import { firstDifference } from './testing/sameBits'

const ROWS = 6
const relu: LayerSpec = { kind: 'activation', activation: 'relu' }
const between: LayerSpec = { kind: 'flatten' }

/** Outputs, gradients and numbers of memory after one step of these layers. */
function step(layers: readonly LayerSpec[], backend: (typeof backends)[number]) {
  const precision = 'float32'
  const kernels = createKernels(backend, precision, nativeAddon())
  let numbers = 0
  const allocate: typeof kernels.allocate = (of, length) => {
    numbers += length
    return kernels.allocate(of, length)
  }
  const network = buildNetwork({
    layers,
    loss: 'meanSquaredError',
    inputShape: [5],
    precision,
    maxRows: ROWS,
    seed: 1,
    kernels: { ...kernels, allocate },
  })
  const arena = createArena(precision, network.declarations, kernels.allocate)
  network.bind(arena)
  const generator = createGenerator(9, 'test')
  network.initialise(generator)
  for (let i = 0; i < network.inputs.length; i++) network.inputs[i] = generator.nextNormal()
  const targets = Array.from({ length: ROWS * 3 }, (_, index) => (index % 5) - 2)
  network.lossAndGradients(targets, ROWS)
  return { outputs: network.outputs, gradients: arena.gradients, numbers }
}

test.each(backends)('a ReLU in the same pass as its layer changes no bit and keeps nothing between (%s)', (backend) => {
  const inner: LayerSpec[] = [{ kind: 'dense', units: 9 }, relu]
  const fused = step(
    [{ kind: 'dense', units: 9 }, relu, { kind: 'residual', layers: inner }, { kind: 'dense', units: 3 }, relu],
    backend,
  )
  const apart = step(
    [
      ...[{ kind: 'dense', units: 9 } as const, between, relu],
      { kind: 'residual', layers: [inner[0]!, between, relu] },
      ...[{ kind: 'dense', units: 3 } as const, between, relu],
    ],
    backend,
  )
  expect(firstDifference(fused.outputs, apart.outputs)).toBe(null)
  expect(firstDifference(fused.gradients, apart.gradients)).toBe(null)
  expect(fused.outputs.some((value) => value === 0)).toBe(true)
  expect(fused.gradients.some((value) => value !== 0)).toBe(true)
  // with flatten between: two arrays for each pair, of 9, 9 (inner) and 3 units
  expect(apart.numbers - fused.numbers).toBe(2 * ROWS * (9 + 9 + 3))
})
