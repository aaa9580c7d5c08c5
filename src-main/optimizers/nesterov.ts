/**
 * Nesterov's accelerated gradient: momentum that is corrected by the gradient where it leads, not where it started.
 *
 *   v ← β₁·v + g                 v(0) = 0
 *   W ← W − α·(g + β₁·v)
 *
 * Variant: the form of Sutskever et al., in the variable that the gradient is taken at, as PyTorch's `SGD` with
 * `nesterov=True`; Keras has α inside of v (`momentumForm: inside`, v ← β₁·v + α·g and W ← W − α·g − β₁·v), which is the
 * same while α is constant. Weight decay is coupled.
 * Units: v has the unit of g, loss/[W]; α carries [W]²/loss.
 * Source: Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983; Sutskever,
 * Martens, Dahl & Hinton, "On the importance of initialization and momentum in deep learning", 2013. Fixture:
 * nesterov.json.
 */
import { law, preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { isRateInside, isRateOutside, momentumBetaField, momentumFormField, scaledGradientLine } from './momentum'
import { weightDecayField, weightDecayLine } from './weightDecay'

export const nesterov = defineOptimizer({
  kind: 'nesterov',
  title: 'Nesterov momentum',
  summary: 'Momentum that looks ahead: the gradient corrects the step where momentum leads.',
  source: 'Nesterov, 1983; Sutskever et al., 2013',
  fields: {
    learningRate: learningRateField(0.01, 'Keras: 1e-2'),
    beta1: momentumBetaField,
    momentumForm: momentumFormField,
    weightDecay: weightDecayField,
  },
  slots: { v: { label: 'v', meaning: 'decaying sum of g', initial: 0, role: 'firstMoment' } },
  rule: [
    weightDecayLine,
    scaledGradientLine,
    { text: 'v = beta1*v + g' },
    { text: 'w = w - learningRate*(g + beta1*v)', when: isRateOutside },
    { text: 'w = w - (g + beta1*v)', when: isRateInside },
  ],
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.SGD, nesterov',
      values: { beta1: 0.9, momentumForm: 'outside', weightDecay: 0 },
    },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.SGD, nesterov',
      values: { learningRate: 0.01, beta1: 0.9, momentumForm: 'inside', weightDecay: 0 },
    },
  ],
  checkedAgainst: [
    trajectory('nesterov'),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/sgd.py, in NumPy'),
    law('without momentum it is gradient descent', 'the equations'),
  ],
})
