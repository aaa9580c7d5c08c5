/**
 * Gradient descent: a step against the gradient of the mini-batch.
 *
 *   W ← W − α·g
 *
 * Variant: no momentum; weight decay, when asked for, is coupled (g + λ·W).
 * Units: g is loss/[W], so α carries [W]²/loss. On a quadratic it converges for α < 2/λmax.
 * Source: Robbins & Monro, "A stochastic approximation method", 1951. Fixtures: sgd.json, sgd-l2.json.
 */
import { preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { weightDecayField, weightDecayLine } from './weightDecay'

export const sgd = defineOptimizer({
  kind: 'sgd',
  title: 'Gradient descent',
  summary: 'One learning rate for every direction: the steepest one decides how large it may be.',
  source: 'Robbins & Monro, 1951',
  fields: {
    learningRate: learningRateField(0.01, 'Keras: 1e-2'),
    weightDecay: weightDecayField,
  },
  slots: {},
  rule: [weightDecayLine, { text: 'w = w - learningRate*g' }],
  presets: [
    { title: 'PyTorch', source: 'torch.optim.SGD', values: { learningRate: 1e-3, weightDecay: 0 } },
    { title: 'Keras 3', source: 'keras.optimizers.SGD', values: { learningRate: 0.01, weightDecay: 0 } },
  ],
  checkedAgainst: [
    trajectory('sgd'),
    trajectory('sgd-l2'),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/sgd.py, in NumPy'),
  ],
})
