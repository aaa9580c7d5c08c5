/** What a network can be set to. */
import { choice, integer, member, members, real, type SettingsOf } from '../contract/field'

export const networkFields = {
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
      { value: 'meanAbsoluteError', label: 'mean absolute error' },
      { value: 'huber', label: 'Huber' },
    ],
    help: 'Cross-entropies take the last layer as logits: no activation after it.',
  }),
  labelSmoothing: real({
    label: 'Label smoothing',
    default: 0,
    min: 0,
    below: 1,
    help: 'Share of every target that softmax cross-entropy spreads evenly over all classes.',
    source: 'Szegedy et al., 2016: 0.1; PyTorch, Keras: 0',
  }),
  huberDelta: real({
    label: 'Huber delta',
    symbol: 'δ',
    default: 1,
    above: 0,
    max: 1e6,
    scale: 'log',
    help: 'Errors beyond it count in proportion, not squared.',
    source: 'PyTorch, Keras: 1',
    when: { field: 'loss', is: 'huber' },
  }),
  l2: real({
    label: 'L2',
    symbol: 'λ',
    default: 0,
    min: 0,
    max: 1e6,
    help: 'Adds ½·λ·Σ w² to the loss that is trained, and λ·w to its gradient; validation and test leave it out.',
    source: "PyTorch's weight_decay; in Keras l2 = λ/2",
  }),
  l2On: choice({
    label: 'L2 on',
    when: { field: 'l2', isNot: 0 },
    default: 'weights',
    options: [
      { value: 'weights', label: 'weights' },
      { value: 'all', label: 'all' },
    ],
    help: 'Weights: those of dense layers and kernels. All: biases and gains too, as in PyTorch.',
    source: 'Goodfellow, Bengio & Courville, section 7.1',
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

export type NetworkSettings = SettingsOf<typeof networkFields>
