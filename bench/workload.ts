/** One training step of a workload, made of the engine and an optimizer as the trainer makes them, on generated data. */

import { createArena } from '../src-main/engine/arena'
import { createGenerator } from '../src-main/engine/generator'
import type { Backend } from '../src-main/engine/kernels/backend'
import type { LayerSpec } from '../src-main/engine/layers'
import type { ActivationName } from '../src-main/engine/layers/activations'
import { buildNetwork } from '../src-main/engine/network'
import { rmsprop } from '../src-main/optimizers/rmsprop'
import { rulesBeside } from '../src-main/rules/ruleBackend'
import { kernelsHere } from '../src-main/trainer/kernelsHere'
import { nativeAddon } from '../src-main/trainer/nativeAddon'

export interface Workload {
  readonly name: string
  readonly sizes: readonly number[]
  readonly activation: ActivationName
  readonly loss: 'softmaxCrossEntropy' | 'binaryCrossEntropy'
  readonly batchSize: number
  /** What is counted: steps, or samples. */
  readonly unit: 'steps/s' | 'samples/s'
  /** Steps measured at a time: long enough for the clock, shorter than a turn of a busy machine where they can be. */
  readonly steps: Readonly<Record<Backend, number>>
}

export const workloads: readonly Workload[] = [
  {
    name: 'W1 2-16-16-1 tanh, batch 32',
    sizes: [2, 16, 16, 1],
    activation: 'tanh',
    loss: 'binaryCrossEntropy',
    batchSize: 32,
    unit: 'steps/s',
    steps: { typescript: 10, wasm: 300, native: 300 },
  },
  {
    name: 'W2 784-128-64-10 relu, batch 64',
    sizes: [784, 128, 64, 10],
    activation: 'relu',
    loss: 'softmaxCrossEntropy',
    batchSize: 64,
    unit: 'samples/s',
    steps: { typescript: 1, wasm: 3, native: 9 },
  },
  {
    name: 'W3 784-512-512-10 relu, batch 128',
    sizes: [784, 512, 512, 10],
    activation: 'relu',
    loss: 'softmaxCrossEntropy',
    batchSize: 128,
    unit: 'samples/s',
    steps: { typescript: 1, wasm: 1, native: 3 },
  },
]

export interface Trainable {
  /** Loss and gradients of one batch. */
  gradients(): void
  /** The optimizer's update by the gradients there are. */
  update(): void
}

export function prepareWorkload({ sizes, activation, loss, batchSize }: Workload, backend: Backend): Trainable {
  const layers = sizes.slice(1).flatMap((units, index): LayerSpec[] => {
    const dense: LayerSpec = { kind: 'dense', units }
    return index + 2 < sizes.length ? [dense, { kind: 'activation', activation }] : [dense]
  })
  const precision = 'float32'
  const kernels = kernelsHere(backend, precision)
  const network = buildNetwork({
    layers,
    inputShape: [sizes[0]!],
    loss,
    precision,
    maxRows: batchSize,
    seed: 1,
    kernels,
  })
  const arena = createArena(precision, network.declarations, kernels.allocate)
  network.bind(arena)
  const generator = createGenerator(1, 'bench')
  network.initialise(generator)
  // Standardised inputs: no zeros, which the reference kernels would skip.
  for (let index = 0; index < network.inputs.length; index++) network.inputs[index] = generator.nextNormal()
  const classes = sizes.at(-1)! === 1 ? 2 : sizes.at(-1)!
  const targets = Float64Array.from({ length: batchSize }, (_, row) => row % classes)
  const settings = Object.fromEntries(
    Object.entries(rmsprop.fields).flatMap(([field, { default: value }]) =>
      value === undefined ? [] : [[field, value]],
    ),
  )
  const optimizer = rmsprop.bind(settings, arena, rulesBeside(kernels, nativeAddon().addon))
  let step = 0
  return {
    gradients: () => {
      network.lossAndGradients(targets, batchSize)
    },
    update: () => optimizer.step(++step, 0.001),
  }
}
