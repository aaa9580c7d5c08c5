/**
 * A network fitted to a dataset by mini-batches.
 *
 * Initial weights come from the seed's stream `initialWeights`, the order of examples from `dataOrder`: two runs with the
 * same seed and problem start from the same weights and see the same batches, whatever the optimizer. The training loss
 * of a step is the mean over its batch before the update. Validation and test are evaluated whole, in order.
 */

import { LabFailure } from '../contract/errors'
import type { Member } from '../contract/field'
import { choice, integer, member, members } from '../contract/field'
import type { DatasetDefinition } from '../datasets/dataset'
import { createGenerator } from '../engine/generator'
import { buildNetwork } from '../engine/network'
import { createBatches } from './batches'
import { layers as layerList } from './layers'
import { sizeOf } from './layers/layer'
import { networkEvaluation } from './networkEvaluation'
import { encodeTargets, lossMisfit, resolveLoss } from './networkLoss'
import { checkLayers, followShapes } from './networkShape'
import { defineProblem, type ProblemDefinition } from './problem'

/** Rows evaluated at once; the sums, and so the bits, depend on it. */
const evaluationRows = 256

const fields = {
  dataset: member({ label: 'Dataset', of: 'datasets', default: { kind: 'mnist' }, help: 'What it is trained on.' }),
  layers: members({
    label: 'Layers',
    of: 'layers',
    minLength: 1,
    maxLength: 100,
    default: [
      { kind: 'dense', name: 'hidden1', units: 128 },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dense', name: 'hidden2', units: 64 },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dense', name: 'output', units: 10 },
    ],
    help: 'From the input to the output.',
  }),
  loss: choice({
    label: 'Loss',
    default: 'auto',
    options: [
      { value: 'auto', label: 'fits the data' },
      { value: 'softmaxCrossEntropy', label: 'softmax cross-entropy' },
      { value: 'binaryCrossEntropy', label: 'binary cross-entropy' },
      { value: 'meanSquaredError', label: 'mean squared error' },
    ],
    help: 'Cross-entropies take the last layer as logits: no activation after it.',
  }),
  batchSize: integer({
    label: 'Batch size',
    default: 32,
    min: 1,
    max: 65_536,
    scale: 'log',
    help: 'Examples a step; the last batch of an epoch may be smaller.',
  }),
} as const

/** @param datasets - those a document can name */
export function network(datasets: readonly DatasetDefinition[]): ProblemDefinition {
  const definitionOf = ({ kind }: Member): DatasetDefinition => {
    const found = datasets.find((candidate) => candidate.kind === kind)
    if (found === undefined) throw new RangeError(`dataset.kind = ${kind}, must be in the list`)
    return found
  }
  return defineProblem({
    kind: 'network',
    title: 'Network',
    summary: 'Layers trained on data by mini-batches.',
    fields,
    defaults: { budget: { epochs: 3 }, precision: 'float32' },
    hasEpochs: true,
    check({ dataset, layers, loss }) {
      const data = definitionOf(dataset).describe(dataset)
      const shape = followShapes(layers, sizeOf(data.inputShape))
      const problems = checkLayers(layers, shape)
      if (shape.lastTrained < 0) return problems
      const misfit = lossMisfit(resolveLoss(loss, data, shape.outputs), data, shape.outputs)
      if (misfit === null) return problems
      const path = misfit.of === 'loss' ? 'loss' : `layers[${shape.lastTrained}].units`
      return [...problems, { path, message: misfit.message }]
    },
    build({ dataset, layers, loss: choice, batchSize }, { seed, precision, kernels }) {
      const data = definitionOf(dataset).load(dataset, seed)
      const { training } = data.parts
      if (training.count === 0) {
        const problem = { path: 'problem.dataset', message: 'leaves no example to train on' }
        throw new LabFailure({ kind: 'invalidInput', what: 'experiment', problems: [problem] })
      }
      const inputSize = sizeOf(data.inputShape)
      const { outputs } = followShapes(layers, inputSize)
      const loss = resolveLoss(choice, data, outputs)
      const rows = Math.max(Math.min(batchSize, training.count), evaluationRows)
      const net = buildNetwork({ layers: layers.map(specify), inputSize, loss, precision, maxRows: rows, kernels })
      const encoding = encodeTargets(loss, data, outputs)
      const targets = new Float64Array(rows * encoding.width)
      const batches = createBatches(training.count, batchSize, seed)
      return {
        declarations: net.declarations,
        stepsPerEpoch: batches.stepsPerEpoch,
        dataDigest: data.digest,
        optimum: null,
        bind: (arena) => net.bind(arena),
        initialise: () => net.initialise(createGenerator(seed, 'initialWeights')),
        lossAndGradient(step) {
          const { order, start, count } = batches.next(step)
          for (let row = 0; row < count; row++) {
            const example = order[start + row]!
            training.readInputs(example, net.inputs, row * inputSize)
            encoding.write(targets, row, training.target(example))
          }
          return net.lossAndGradients(targets, count)
        },
        evaluate: (part) => networkEvaluation(net, data.parts[part], encoding, targets, evaluationRows),
      }
    },
  })
}

function specify(layer: Member) {
  const definition = layerList.find((candidate) => candidate.kind === layer.kind)
  if (definition === undefined) throw new RangeError(`kind = ${layer.kind}, must be in the list of layers`)
  return definition.specify(layer)
}
