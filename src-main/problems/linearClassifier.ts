/**
 * Logistic and softmax regression: one dense layer and a cross-entropy, a convex problem on data.
 *
 *   logistic   L(W, b) = mean over examples of −log σ(±z)                      z = W·x + b, one output, two classes
 *   softmax    L(W, b) = mean over examples of −log softmax(z)_class           one output a class
 *   both       + ½·λ·Σ W²
 *
 * Starts at W = 0, b = 0: nothing has to be broken apart, and the first loss is log of the number of classes. The optimum
 * depends on the data; with λ > 0 its W is unique. The same bits as a `network` of that one layer.
 * Source: Cox, "The regression analysis of binary sequences", 1958; Bishop, "Pattern Recognition and Machine Learning",
 * 2006, sections 4.3.2 and 4.3.4. Fixtures: regression.json.
 */
import type { InputProblem } from '../contract/errors'
import { type Member, member } from '../contract/field'
import type { DatasetDefinition, DatasetShape } from '../datasets/dataset'
import { datasetNamed } from './datasetNamed'
import { inspectNetwork } from './inspectNetwork'
import { type NetworkSettings, networkFields } from './networkFields'
import { misfits, unfit } from './networkMisfits'
import { networkOn } from './networkOn'
import { defineProblem, type ProblemDefinition } from './problem'
import { trainingSteps } from './trainingSteps'

interface Description {
  readonly kind: 'logisticRegression' | 'softmaxRegression'
  readonly title: string
  readonly summary: string
  readonly loss: 'binaryCrossEntropy' | 'softmaxCrossEntropy'
  readonly dataset: Member
}

const logistic: Description = {
  kind: 'logisticRegression',
  title: 'Logistic regression',
  summary: 'Two classes told apart by a weighted sum: a convex problem on data.',
  loss: 'binaryCrossEntropy',
  dataset: { kind: 'twoMoons' },
}
const softmax: Description = {
  kind: 'softmaxRegression',
  title: 'Softmax regression',
  summary: 'Classes told apart by a weighted sum each: a convex problem on data.',
  loss: 'softmaxCrossEntropy',
  dataset: { kind: 'iris' },
}

export const logisticRegression = (datasets: readonly DatasetDefinition[]) => linearClassifier(logistic, datasets)
export const softmaxRegression = (datasets: readonly DatasetDefinition[]) => linearClassifier(softmax, datasets)

function linearClassifier(
  { loss, dataset: usualDataset, ...described }: Description,
  datasets: readonly DatasetDefinition[],
): ProblemDefinition {
  const { l2, batchSize } = networkFields
  const dataset = member({ label: 'Dataset', of: 'datasets', default: usualDataset, help: 'Examples of classes.' })
  return defineProblem({
    ...described,
    fields: { dataset, l2, batchSize },
    defaults: { budget: { epochs: 50 }, precision: 'float64' },
    hasEpochs: true,
    check(settings) {
      const shape = datasetNamed(settings.dataset, datasets).describe(settings.dataset)
      if (shape === null) return []
      const problems = classProblems(loss, shape, settings.dataset)
      return problems.length > 0 ? problems : misfits(shape, { ...settings, ...oneLayer(loss, shape) })
    },
    parameterNames: () => ['output.W', 'output.b'],
    stepsPerEpoch: (settings, seed) => trainingSteps(settings, datasets, seed),
    inspect(settings, seed) {
      const data = datasetNamed(settings.dataset, datasets).inspect?.(settings.dataset, seed)
      if (data === undefined) return null
      const problems = classProblems(loss, data, settings.dataset)
      if (problems.length > 0) throw unfit(problems)
      return inspectNetwork(data, { ...settings, ...oneLayer(loss, data) })
    },
    build(settings, context) {
      const data = datasetNamed(settings.dataset, datasets).load(settings.dataset, context.seed)
      const problems = classProblems(loss, data, settings.dataset)
      if (problems.length > 0) throw unfit(problems)
      return networkOn(data, { ...settings, ...oneLayer(loss, data) }, context)
    },
  })
}

function classProblems(loss: Description['loss'], shape: DatasetShape, { kind }: Member): readonly InputProblem[] {
  if (shape.kind === 'regression') {
    return [{ path: 'dataset', message: `(${kind}) has values to predict, must have classes` }]
  }
  if (loss !== 'binaryCrossEntropy' || shape.outputs === 2) return []
  const message = `(${kind}) has ${shape.outputs} classes, must have 2; softmaxRegression takes any number`
  return [{ path: 'dataset', message }]
}

function oneLayer(
  loss: Description['loss'],
  { outputs }: DatasetShape,
): Omit<NetworkSettings, 'dataset' | 'l2' | 'batchSize'> {
  const units = loss === 'binaryCrossEntropy' ? 1 : outputs
  return {
    layers: [{ kind: 'dense', name: 'output', units, initialiser: 'zeros', constant: 0 }],
    loss,
    labelSmoothing: 0,
    huberDelta: 1,
    l2On: 'weights',
  }
}
