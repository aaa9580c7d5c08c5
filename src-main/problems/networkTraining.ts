/**
 * A network, its data and the order of its batches as a problem: what a step reads, and what an evaluation does.
 */
import type { Dataset } from '../datasets/dataset'
import { createGenerator } from '../engine/generator'
import type { Kernels } from '../engine/kernels/kernels'
import type { LossName } from '../engine/losses'
import type { Network } from '../engine/network'
import { type Batch, createBatches } from './batches'
import { networkEvaluation } from './networkEvaluation'
import { encodeTargets } from './networkLoss'
import type { Problem } from './problem'

interface TrainingSetting {
  readonly loss: LossName
  readonly batchSize: number
  readonly seed: number
  /** The network's; none where it has the reference. */
  readonly kernels: Kernels | undefined
}

export function trainingOn(data: Dataset, network: Network, setting: TrainingSetting): Problem {
  const { loss, batchSize, seed, kernels } = setting
  const parts = (kernels && data.partsFor?.(kernels)) ?? data.parts
  const { training } = parts
  const encoding = encodeTargets(loss, data, network.outputSize)
  const targets = new Float64Array(network.maxRows * encoding.width)
  const batches = createBatches(training.count, batchSize, seed)
  let latest: Batch | null = null
  const read = ({ order, start, count }: Batch): void => {
    training.readInputs(order, start, count, network.inputs)
    for (let row = 0; row < count; row++) encoding.write(targets, row, training.target(order[start + row]!))
  }
  return {
    declarations: network.declarations,
    stepsPerEpoch: batches.stepsPerEpoch,
    dataDigest: data.digest,
    rowsOf: (step) => batches.rowsOf(step),
    work: workOfStep(network, Math.min(batchSize, training.count), parts.validation.count),
    optimum: null,
    split: { network, batchRows: Math.min(batchSize, training.count) },
    state: { tensors: network.tensors, generators: network.generators },
    bind: (arena) => network.bind(arena),
    initialise: () => network.initialise(createGenerator(seed, 'initialWeights')),
    lossAndGradient(step) {
      latest = batches.next(step)
      read(latest)
      return network.lossAndGradients(targets, latest.count)
    },
    lossAgain() {
      if (latest === null) throw new Error('no step was made yet: call lossAndGradient first')
      // an evaluation in between has written other examples
      read(latest)
      return network.lossAgain(targets, latest.count)
    },
    lossAndGradientAgain() {
      if (latest === null) throw new Error('no step was made yet: call lossAndGradient first')
      read(latest)
      return network.lossAndGradientsAgain(targets, latest.count)
    },
    evaluate: (part) => networkEvaluation(network, parts[part], encoding, targets),
  }
}

function workOfStep({ work }: Network, examples: number, validation: number): NonNullable<Problem['work']> {
  return {
    multiplyAdds: work.multiplyAdds * examples,
    activations: work.activations * examples,
    validationBatches: validation / examples,
  }
}
