/**
 * A network fitted to a dataset by mini-batches.
 *
 * Initial weights come from the seed's stream `initialWeights`, the order of examples from `dataOrder`: two runs with the
 * same seed and problem start from the same weights and see the same batches, whatever the optimizer. The training loss
 * of a step is the mean over its batch before the update, plus the L2 penalty. Validation and test are evaluated whole,
 * in order, without it. Dropout layers draw from streams of their own (`dropout:name`).
 */
import type { DatasetDefinition } from '../datasets/dataset'
import { datasetNamed } from './datasetNamed'
import { inspectNetwork } from './inspectNetwork'
import { networkFields } from './networkFields'
import { misfits } from './networkMisfits'
import { networkOn } from './networkOn'
import { namesOfParameters, networkInputShape } from './networkShape'
import { defineProblem, type ProblemDefinition } from './problem'
import { trainingSteps } from './trainingSteps'

/** @param datasets - those a document can name */
export function network(datasets: readonly DatasetDefinition[]): ProblemDefinition {
  return defineProblem({
    kind: 'network',
    title: 'Network',
    summary: 'Layers trained on data by mini-batches.',
    fields: networkFields,
    defaults: { budget: { epochs: 3 }, precision: 'float32' },
    hasEpochs: true,
    check(settings) {
      const data = datasetNamed(settings.dataset, datasets).describe(settings.dataset)
      // What only a file says is checked when the run starts and reads it.
      return data === null ? [] : misfits(data, settings)
    },
    stepsPerEpoch: (settings, seed) => trainingSteps(settings, datasets, seed),
    parameterNames({ dataset, layers }) {
      const data = datasetNamed(dataset, datasets).describe(dataset)
      return data === null ? null : namesOfParameters(layers, networkInputShape(data.inputShape))
    },
    inspect(settings, seed) {
      const data = datasetNamed(settings.dataset, datasets).inspect?.(settings.dataset, seed)
      return data === undefined ? null : inspectNetwork(data, settings)
    },
    build: (settings, context) =>
      networkOn(datasetNamed(settings.dataset, datasets).load(settings.dataset, context.seed), settings, context),
  })
}
