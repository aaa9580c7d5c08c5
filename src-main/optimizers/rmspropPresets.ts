/**
 * "RMSProp" as each source and library has it. A rate that a library asks for is left as it is.
 *
 * Hinton's slide has no ε; 1e-30 keeps 0/0 away and is far below every √s_dW but those whose squares are 0, which in
 * float32 are all below 4e-23: `contract/numbersInPrecision.ts` remarks on it.
 * Source: the code and documentation of each, PyTorch 2, Keras 3, TensorFlow 1.15, timm, optax, Chainer 7, Paddle 2.
 */
import type { DefinitionPreset } from '../contract/definition'

const plain = {
  epsilonPlacement: 'outside',
  initialSecondMoment: 0,
  momentum: 0,
  momentumForm: 'outside',
  centered: false,
  biasCorrection: false,
  weightDecay: 0,
  weightDecayForm: 'coupled',
} as const

export const rmspropPresets: readonly DefinitionPreset[] = [
  {
    title: 'Lecture',
    source: 'Ng, course 2, week 2',
    values: { ...plain, learningRate: 1e-3, beta2: 0.9, epsilon: 1e-8 },
  },
  {
    title: 'Hinton',
    source: 'Hinton, Srivastava & Swersky, lecture 6e, slide 29',
    values: { ...plain, beta2: 0.9, epsilon: 1e-30 },
  },
  {
    title: 'Graves',
    source: 'Graves, 2013, eq. 38–41',
    values: {
      ...plain,
      learningRate: 1e-4,
      beta2: 0.95,
      epsilon: 1e-4,
      epsilonPlacement: 'inside',
      momentum: 0.9,
      momentumForm: 'inside',
      centered: true,
    },
  },
  {
    title: 'PyTorch',
    source: 'torch.optim.RMSprop',
    values: { ...plain, learningRate: 0.01, beta2: 0.99, epsilon: 1e-8 },
  },
  {
    title: 'Keras 3',
    source: 'keras.optimizers.RMSprop',
    values: {
      ...plain,
      learningRate: 1e-3,
      beta2: 0.9,
      epsilon: 1e-7,
      epsilonPlacement: 'inside',
      momentumForm: 'inside',
    },
  },
  {
    title: 'TensorFlow 1',
    source: 'tf.train.RMSPropOptimizer',
    values: {
      ...plain,
      beta2: 0.9,
      epsilon: 1e-10,
      epsilonPlacement: 'inside',
      initialSecondMoment: 1,
      momentumForm: 'inside',
    },
  },
  {
    title: 'timm',
    source: 'timm.optim.RMSpropTF',
    values: {
      ...plain,
      learningRate: 0.01,
      beta2: 0.9,
      epsilon: 1e-10,
      epsilonPlacement: 'inside',
      initialSecondMoment: 1,
      momentumForm: 'inside',
    },
  },
  {
    title: 'optax',
    source: 'optax.rmsprop',
    values: { ...plain, beta2: 0.9, epsilon: 1e-8, epsilonPlacement: 'inside', momentumForm: 'inside' },
  },
  {
    title: 'Chainer',
    source: 'chainer.optimizers.RMSprop',
    values: { ...plain, learningRate: 0.01, beta2: 0.99, epsilon: 1e-8 },
  },
  {
    title: 'Paddle',
    source: 'paddle.optimizer.RMSProp',
    values: { ...plain, beta2: 0.95, epsilon: 1e-6, epsilonPlacement: 'inside', momentumForm: 'inside' },
  },
]
