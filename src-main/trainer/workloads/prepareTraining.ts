/**
 * Training steps of a network on drawn data: what the trainer does a step, without its loop, data reading and diagnostics.
 *
 * The data are so many batches, gone through in turn and copied in as a step begins, so that no batch waits in the
 * processor's nearest cache. Inputs are standard normal, as after standardising: never zero, since kernels may leave zeros
 * out, and of mean 0, since of uniform ones four units in five soon die; their slots then decay into subnormal
 * numbers, with which processors are slow.
 */
import { createArena } from '../../engine/arena'
import { createGenerator } from '../../engine/generator'
import type { Kernels } from '../../engine/kernels/kernels'
import type { LayerSpec } from '../../engine/layers'
import { buildNetwork, type Network } from '../../engine/network'
import { type RecordedArray, recordingAllocate } from '../../engine/threads/recordedArrays'
import { rulesBeside } from '../../rules/ruleBackend'
import { SharedRules } from '../../rules/sharedRules'
import { nativeAddon } from '../nativeAddon'
import type { SharedRun } from '../threads/assembleTeam'
import { bindRmsprop } from './bindRmsprop'
import type { ConvolutionWork, PerceptronWork } from './figure'
import type { Passes } from './passes'

const batchCount = 100

export interface PreparedTraining {
  readonly passes: Passes
  /** what a team of threads could do together */
  readonly shared: SharedRun
}

export function prepareTraining(work: PerceptronWork | ConvolutionWork, kernels: Kernels): PreparedTraining {
  const { batchSize, learningRate } = work
  const networkArrays: RecordedArray[] = []
  const recording = { ...kernels, allocate: recordingAllocate(kernels.allocate, networkArrays) }
  const options = { precision: 'float32', maxRows: batchSize, seed: 1, kernels: recording } as const
  const network = buildNetwork({ ...networkOf(work), ...options })
  const arena = createArena('float32', network.declarations, kernels.allocate)
  network.bind(arena)
  network.initialise(createGenerator(1, 'initialWeights'))
  const rules = new SharedRules(rulesBeside(kernels, nativeAddon().addon))
  const optimizer = bindRmsprop(arena, learningRate, rules)
  const batches = drawBatches(network, batchSize)
  let step = 0
  const passes: Passes = (count) => {
    for (let pass = 0; pass < count; pass++) {
      const { inputs, targets } = batches[step % batchCount]!
      network.inputs.set(inputs)
      network.lossAndGradients(targets, batchSize)
      optimizer.step(++step, learningRate)
    }
  }
  return { passes, shared: { kernels, network, batchRows: batchSize, networkArrays, arena, rules } }
}

function networkOf(work: PerceptronWork | ConvolutionWork) {
  return work.kind === 'perceptron'
    ? { layers: perceptronLayers(work), inputShape: [work.sizes[0]!], loss: work.loss }
    : { layers: imageLayers(work), inputShape: [1, work.side, work.side], loss: 'softmaxCrossEntropy' as const }
}

function perceptronLayers({ sizes, activation }: PerceptronWork): LayerSpec[] {
  return sizes.slice(1).flatMap((units, index): LayerSpec[] => {
    const isLast = index + 2 === sizes.length
    return isLast
      ? [{ kind: 'dense', units }]
      : [
          { kind: 'dense', units },
          { kind: 'activation', activation },
        ]
  })
}

function imageLayers({ convolutions, units, dropout, classes }: ConvolutionWork): LayerSpec[] {
  return [
    ...convolutions.flatMap(({ filters, kernel }): LayerSpec[] => [
      { kind: 'conv2d', filters, kernel, padding: 'same' },
      { kind: 'activation', activation: 'relu' },
      { kind: 'maxPool2d', size: 2 },
    ]),
    { kind: 'flatten' },
    { kind: 'dense', units },
    { kind: 'activation', activation: 'relu' },
    { kind: 'dropout', rate: dropout },
    { kind: 'dense', units: classes },
  ]
}

function drawBatches({ inputSize, outputSize }: Network, batchSize: number) {
  const generator = createGenerator(1, 'bench')
  const classes = outputSize === 1 ? 2 : outputSize
  return Array.from({ length: batchCount }, () => ({
    inputs: Float32Array.from({ length: batchSize * inputSize }, () => generator.nextNormal()),
    targets: Float64Array.from({ length: batchSize }, () => generator.nextBelow(classes)),
  }))
}
