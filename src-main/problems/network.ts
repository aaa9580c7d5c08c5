/**
 * A network fitted to a dataset by mini-batches.
 *
 * Initial weights come from the seed's stream `initialWeights`, the order of examples from `dataOrder`: two runs with the
 * same seed and problem start from the same weights and see the same batches, whatever the optimizer. The training loss
 * of a step is the mean over its batch before the update, plus the L2 penalty. Validation and test are evaluated whole,
 * in order, without it. Dropout layers draw from streams of their own (`dropout:name`).
 */

import { type InputProblem, LabFailure } from '../contract/errors'
import type { Member, SettingsOf } from '../contract/field'
import type { DatasetDefinition, DatasetShape } from '../datasets/dataset'
import { buildNetwork } from '../engine/network'
import { specifyLayer } from './layers'
import { evaluationRows } from './networkEvaluation'
import { networkFields } from './networkFields'
import { lossMisfit, type Misfit, resolveLoss } from './networkLoss'
import { checkSizes, followShapes, type NetworkShape, networkInputShape, shapeOrProblem } from './networkShape'
import { trainingOn } from './networkTraining'
import { defineProblem, type ProblemDefinition } from './problem'

/** Enough for batch statistics, and few enough that two losses an element do not take long. */
const gradientCheckRows = 8

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
    fields: networkFields,
    defaults: { budget: { epochs: 3 }, precision: 'float32' },
    hasEpochs: true,
    check(settings) {
      const data = definitionOf(settings.dataset).describe(settings.dataset)
      // What only a file says is checked when the run starts and reads it.
      return data === null ? [] : misfits(data, settings)
    },
    build(settings, { seed, precision, kernels, isGradientCheck = false }) {
      const { dataset, layers, labelSmoothing, huberDelta, l2, l2On } = settings
      const batchSize = isGradientCheck ? Math.min(settings.batchSize, gradientCheckRows) : settings.batchSize
      const data = definitionOf(dataset).load(dataset, seed)
      if (data.parts.training.count === 0) {
        throw unfit([{ path: 'dataset', message: 'leaves no example to train on' }])
      }
      const problems = misfits(data, settings)
      if (problems.length > 0) throw unfit(problems)
      const inputShape = networkInputShape(data.inputShape)
      const loss = resolveLoss(settings.loss, data, followShapes(layers, inputShape).outputs)
      const net = buildNetwork({
        layers: layers.map(specifyLayer),
        inputShape,
        loss,
        lossSettings: { labelSmoothing, huberDelta },
        l2: { strength: l2, scope: l2On },
        precision,
        maxRows: Math.max(Math.min(batchSize, data.parts.training.count), evaluationRows),
        seed,
        kernels,
      })
      return trainingOn(data, net, { loss, batchSize, seed })
    },
  })
}

/** Why these layers cannot be trained on these data; paths are relative to the problem. */
function misfits(data: DatasetShape, settings: SettingsOf<typeof networkFields>): readonly InputProblem[] {
  const { layers, loss, labelSmoothing, batchSize } = settings
  const followed = shapeOrProblem(layers, networkInputShape(data.inputShape))
  if ('problem' in followed) return [followed.problem]
  const { shape } = followed
  const problems = checkSizes(shape, Math.max(batchSize, evaluationRows))
  if (shape.lastTrained < 0) return problems
  const resolved = resolveLoss(loss, data, shape.outputs)
  const misfit = lossMisfit(resolved, data, shape.outputs)
  if (misfit !== null) return [...problems, misfitProblem(misfit, layers, shape)]
  if (!(labelSmoothing > 0) || resolved === 'softmaxCrossEntropy') return problems
  const message = `= ${labelSmoothing}, must be 0: the loss is ${resolved}, and only softmaxCrossEntropy is smoothed`
  return [...problems, { path: 'labelSmoothing', message }]
}

function unfit(problems: readonly InputProblem[]): LabFailure {
  const placed = problems.map(({ path, message }) => ({ path: `problem.${path}`, message }))
  return new LabFailure({ kind: 'invalidInput', what: 'experiment', problems: placed })
}

function misfitProblem(
  misfit: Misfit,
  layers: readonly Member[],
  { lastTrained, outputs }: NetworkShape,
): InputProblem {
  if (misfit.of === 'loss') return { path: 'loss', message: misfit.message }
  if (layers[lastTrained]?.kind !== 'dense') {
    return { path: 'layers', message: `make ${outputs} outputs, must be ${misfit.allowed}` }
  }
  const message = `= ${outputs} in the last layer, must be ${misfit.allowed}`
  return { path: `layers[${lastTrained}].units`, message }
}
