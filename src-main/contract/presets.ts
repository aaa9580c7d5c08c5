/**
 * Experiments to start from, as documents.
 *
 * The lecture's bowl: loss ½(x₁² + 50·x₂²) from (−8, 1.5). Each rate is one the method is at ease with; gradient
 * descent's is just below 2/λmax = 0.04, above which it diverges.
 * Source: Ng, "Improving Deep Neural Networks", course 2, week 2, lectures on momentum, RMSProp and Adam.
 */
import type { Experiment } from './experiment'
import type { Member } from './field'

export interface ExperimentPreset {
  readonly id: string
  readonly title: string
  /** One sentence: what it shows. */
  readonly summary: string
  /** Documents as a user would write them; defaults are left out. */
  readonly documents: readonly Partial<Experiment>[]
}

const bowl = { kind: 'quadratic', eigenvalues: [1, 50], rotationDegrees: 0, start: [-8, 1.5], gradientNoise: 0 }
const onTheBowl = { schemaVersion: 1, problem: bowl, budget: { steps: 400 }, precision: 'float64', seed: 1 } as const

const mnistNetwork: Member = {
  kind: 'network',
  dataset: { kind: 'mnist' },
  layers: [
    { kind: 'dense', name: 'hidden1', units: 128 },
    { kind: 'activation', activation: 'relu' },
    { kind: 'dense', name: 'hidden2', units: 64 },
    { kind: 'activation', activation: 'relu' },
    { kind: 'dense', name: 'output', units: 10 },
  ],
  loss: 'softmaxCrossEntropy',
  batchSize: 64,
}
const onMnist = {
  schemaVersion: 1,
  problem: mnistNetwork,
  budget: { epochs: 3 },
  precision: 'float32',
  seed: 7,
} as const

const manyDirections = { kind: 'quadraticDeep', dimensions: 100, conditionNumber: 1000, spectrum: 'geometric' } as const
const onManyDirections = { schemaVersion: 1, problem: manyDirections, budget: { steps: 1000 }, seed: 1 } as const
const onSurface = { schemaVersion: 1, seed: 1 } as const

/** Two convolutions; 0.988 of the test part in five epochs. */
const mnistConvolutions: Member = {
  ...mnistNetwork,
  layers: [
    { kind: 'conv2d', name: 'conv1', filters: 8, kernel: 5 },
    { kind: 'activation', activation: 'relu' },
    { kind: 'maxPool2d', size: 2 },
    { kind: 'conv2d', name: 'conv2', filters: 16, kernel: 3 },
    { kind: 'activation', activation: 'relu' },
    { kind: 'maxPool2d', size: 2 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'hidden', units: 64 },
    { kind: 'activation', activation: 'relu' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', name: 'output', units: 10 },
  ],
}

export const lecture: ExperimentPreset = {
  id: 'lecture',
  title: 'The elongated bowl',
  summary: 'Gradient descent, momentum, RMSProp and Adam from the same start.',
  documents: [
    { ...onTheBowl, name: 'bowl, gradient descent', optimizer: { kind: 'sgd', learningRate: 0.0395 } },
    {
      ...onTheBowl,
      name: 'bowl, momentum',
      optimizer: { kind: 'momentum', learningRate: 0.07, beta1: 0.9, dampening: 0.9, firstStep: 'dampened' },
    },
    {
      ...onTheBowl,
      name: 'bowl, RMSProp',
      optimizer: { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9, epsilon: 1e-8 },
    },
    {
      ...onTheBowl,
      name: 'bowl, Adam',
      optimizer: { kind: 'adam', learningRate: 0.15, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    },
  ],
}

export const presets: readonly ExperimentPreset[] = [
  lecture,
  {
    id: 'largerRate',
    title: 'A larger α',
    summary: 'Gradient descent just above 2/λmax = 0.04 diverges; RMSProp with the same α does not.',
    documents: [
      { ...onTheBowl, name: 'bowl, gradient descent, α = 0.041', optimizer: { kind: 'sgd', learningRate: 0.041 } },
      { ...onTheBowl, name: 'bowl, RMSProp, α = 0.041', optimizer: { kind: 'rmsprop', learningRate: 0.041 } },
    ],
  },
  {
    id: 'mnist',
    title: 'MNIST, four optimizers',
    summary: 'A 784-128-64-10 network, three epochs, the same weights and batches for each.',
    documents: [
      { ...onMnist, name: 'MNIST, gradient descent', optimizer: { kind: 'sgd', learningRate: 0.1 } },
      {
        ...onMnist,
        name: 'MNIST, momentum',
        optimizer: { kind: 'momentum', learningRate: 0.1, beta1: 0.9, dampening: 0.9, firstStep: 'dampened' },
      },
      { ...onMnist, name: 'MNIST, RMSProp', optimizer: { kind: 'rmsprop', learningRate: 0.001 } },
      { ...onMnist, name: 'MNIST, Adam', optimizer: { kind: 'adam', learningRate: 0.001 } },
    ],
  },
  {
    id: 'mnistConvolutions',
    title: 'MNIST CNN',
    summary: 'Two convolutions and dropout, RMSProp with a falling rate; five epochs reach 0.988 of the test part.',
    documents: [
      {
        ...onMnist,
        name: 'MNIST CNN, RMSProp',
        problem: mnistConvolutions,
        optimizer: { kind: 'rmsprop', learningRate: 0.002, beta2: 0.99 },
        schedule: { kind: 'exponential', gamma: 0.9993 },
        budget: { epochs: 5 },
      },
    ],
  },
  {
    id: 'moons',
    title: 'Two moons',
    summary: 'A small tanh network on two interleaved half circles.',
    documents: [
      {
        schemaVersion: 1,
        name: 'two moons, RMSProp',
        problem: {
          kind: 'network',
          dataset: { kind: 'twoMoons' },
          layers: [
            { kind: 'dense', name: 'hidden1', units: 16 },
            { kind: 'activation', activation: 'tanh' },
            { kind: 'dense', name: 'hidden2', units: 16 },
            { kind: 'activation', activation: 'tanh' },
            { kind: 'dense', name: 'output', units: 1 },
          ],
          loss: 'binaryCrossEntropy',
          batchSize: 32,
        },
        optimizer: { kind: 'rmsprop', learningRate: 0.01 },
        budget: { epochs: 60 },
        seed: 1,
      },
    ],
  },
  {
    id: 'iris',
    title: 'Iris',
    summary: 'Three species from four measurements.',
    documents: [
      {
        schemaVersion: 1,
        name: 'iris, RMSProp',
        problem: {
          kind: 'network',
          dataset: { kind: 'iris' },
          layers: [
            { kind: 'dense', name: 'hidden', units: 16 },
            { kind: 'activation', activation: 'relu' },
            { kind: 'dense', name: 'output', units: 3 },
          ],
          loss: 'softmaxCrossEntropy',
          batchSize: 16,
        },
        optimizer: { kind: 'rmsprop', learningRate: 0.005 },
        budget: { epochs: 100 },
        seed: 1,
      },
    ],
  },
  {
    id: 'rosenbrock',
    title: 'Rosenbrock valley',
    summary: 'The curved valley from (−1.2, 1), RMSProp.',
    documents: [
      {
        schemaVersion: 1,
        name: 'Rosenbrock, RMSProp',
        problem: { kind: 'rosenbrock', start: [-1.2, 1] },
        optimizer: { kind: 'rmsprop', learningRate: 0.002 },
        budget: { steps: 5000 },
        seed: 1,
      },
    ],
  },
  {
    id: 'manyDirections',
    title: 'A hundred directions',
    summary: 'Curvatures over three decades: gradient descent keeps to the steepest, RMSProp takes each by its own.',
    documents: [
      { ...onManyDirections, name: '100 directions, gradient descent', optimizer: { kind: 'sgd', learningRate: 1.9 } },
      {
        ...onManyDirections,
        name: '100 directions, RMSProp, cosine',
        optimizer: { kind: 'rmsprop', learningRate: 0.02 },
        schedule: { kind: 'cosine' },
      },
      {
        ...onManyDirections,
        name: '100 directions, axes mixed, RMSProp, cosine',
        problem: { ...manyDirections, hasMixedAxes: true },
        optimizer: { kind: 'rmsprop', learningRate: 0.02 },
        schedule: { kind: 'cosine' },
      },
    ],
  },
  {
    id: 'surfaces',
    title: 'Surfaces',
    summary: 'Known shapes of two dimensions: valleys, several lowest points, dents, a saddle, a cliff.',
    documents: (['beale', 'branin', 'himmelblau', 'rastrigin', 'saddle', 'cliff'] as const).map((kind) => ({
      ...onSurface,
      name: `${kind}, RMSProp`,
      problem: { kind },
      optimizer: { kind: 'rmsprop', learningRate: 0.05 },
      schedule: { kind: 'cosine' },
    })),
  },
  {
    id: 'regression',
    title: 'Regression',
    summary: 'Softmax and logistic regression: convex problems on data.',
    documents: [
      {
        schemaVersion: 1,
        name: 'iris, softmax regression',
        problem: { kind: 'softmaxRegression', dataset: { kind: 'iris' }, l2: 0.01 },
        optimizer: { kind: 'rmsprop', learningRate: 0.02 },
        schedule: { kind: 'cosine' },
        budget: { epochs: 100 },
        seed: 1,
      },
      {
        schemaVersion: 1,
        name: 'two moons, logistic regression',
        problem: { kind: 'logisticRegression', dataset: { kind: 'twoMoons' }, l2: 0.001 },
        optimizer: { kind: 'rmsprop', learningRate: 0.05 },
        schedule: { kind: 'linear', warmupSteps: 20 },
        budget: { epochs: 30 },
        seed: 1,
      },
    ],
  },
]
