/**
 * RMSProp: divide each step by a running root-mean-square of its own gradient.
 *
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   W    ← W − α·g / (√s_dW + ε)
 *
 * Variant: ε outside the root, no bias correction. Options, off unless asked for, as in PyTorch's `RMSprop`:
 * centred, √(s_dW − gAvg²) with the difference kept at 0 or above, where PyTorch lets rounding give NaN;
 * momentum, m ← μ·m + g/(√s_dW + ε) and W ← W − α·m with α outside of m, where Keras and TensorFlow keep it inside;
 * coupled weight decay.
 * Units: g is loss/[W], s_dW is its square, so α carries the unit of W.
 * Source: Hinton, Srivastava & Swersky, "Neural Networks for Machine Learning", lecture 6e, 2012; notation of Ng, deep
 * learning course 2, week 2; centring of Graves, "Generating sequences with recurrent neural networks", 2013,
 * eq. 38–41. Fixtures: rmsprop*.json.
 */
import { flag, real } from '../contract/field'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { weightDecayField, weightDecayLine } from './weightDecay'

export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  title: 'RMSProp',
  summary: 'Divides each step by the root of s_dW: steep directions are damped, shallow ones go on.',
  source: 'Hinton, Srivastava & Swersky, lecture 6e, 2012',
  fields: {
    learningRate: learningRateField(1e-3, 'Keras: 1e-3'),
    beta2: real({
      label: 'Decay of s_dW',
      symbol: 'β₂',
      default: 0.9,
      min: 0,
      below: 1,
      help: 'Share of s_dW that survives a step; about 1/(1 − β₂) steps are remembered.',
      source: 'Hinton, lecture 6e: 0.9',
    }),
    epsilon: real({
      label: 'Epsilon',
      symbol: 'ε',
      default: 1e-8,
      above: 0,
      max: 1e6,
      scale: 'log',
      help: 'Keeps the division finite; added outside of the root.',
      source: 'Ng, course 2, week 2: 1e-8',
    }),
    momentum: real({
      label: 'Momentum',
      symbol: 'μ',
      default: 0,
      min: 0,
      below: 1,
      help: 'Averages the divided steps; 0 leaves it out.',
      source: 'PyTorch: 0',
    }),
    centered: flag({
      label: 'Centred',
      default: false,
      help: 'Divides by the standard deviation of the gradient in place of its root-mean-square.',
      source: 'Graves, 2013',
    }),
    weightDecay: weightDecayField,
  },
  slots: {
    s: { label: 's_dW', meaning: 'running mean of g²', initial: 0, role: 'secondMoment' },
    gAvg: { label: 'mean of g', meaning: 'running mean of g', initial: 0 },
    m: { label: 'm', meaning: 'decaying sum of divided gradients', initial: 0, role: 'firstMoment' },
  },
  rule: [
    weightDecayLine,
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'gAvg = beta2*gAvg + (1 - beta2)*g', when: { setting: 'centered', is: true } },
    { text: 'variance = max(s - gAvg^2, 0)', when: { setting: 'centered', is: true }, standsFor: 's' },
    { text: 'w = w - learningRate*g / (sqrt(s) + epsilon)', when: { setting: 'momentum', is: 0 } },
    { text: 'm = momentum*m + g / (sqrt(s) + epsilon)', when: { setting: 'momentum', isNot: 0 } },
    { text: 'w = w - learningRate*m', when: { setting: 'momentum', isNot: 0 } },
  ],
  presets: [
    { title: 'Lecture', source: 'Ng, course 2, week 2', values: { learningRate: 1e-3, beta2: 0.9, epsilon: 1e-8 } },
    {
      title: 'PyTorch',
      source: 'torch.optim.RMSprop',
      values: { learningRate: 0.01, beta2: 0.99, epsilon: 1e-8, momentum: 0, centered: false, weightDecay: 0 },
    },
  ],
})
