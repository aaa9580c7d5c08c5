/**
 * AdaMax: Adam with the infinity norm of past gradients in place of their root-mean-square.
 *
 *   m ← β₁·m + (1 − β₁)·g              m(0) = 0
 *   u ← max(β₂·u, |g| + ε)             u(0) = 0
 *   W ← W − α/(1 − β₁ᵗ) · m/u
 *
 * Variant: ε is added to |g| as in PyTorch; the paper has none and Keras adds it to u. Weight decay is coupled.
 * Units: u has that of g, so α carries the unit of W.
 * Source: Kingma & Ba, "Adam: a method for stochastic optimization", 2015, algorithm 2. Fixture: adamax.json.
 */
import { law, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Kingma & Ba, 2015, section 7.1'
const usual = { beta1: 0.9, beta2: 0.999, weightDecay: 0 }

export const adamax = defineOptimizer({
  kind: 'adamax',
  title: 'AdaMax',
  summary: 'Adam by the largest recent gradient in place of the mean square.',
  source: 'Kingma & Ba, 2015',
  fields: {
    learningRate: learningRateField(2e-3, `${paper}: 2e-3`),
    beta1: beta1Field(0.9, `${paper}: 0.9`),
    beta2: {
      ...beta2Field(0.999, `${paper}: 0.999`),
      label: 'Decay of u',
      help: 'Share of u that survives a step without a larger gradient.',
    },
    epsilon: epsilonField(1e-8, 'PyTorch: 1e-8', 'Keeps the division finite; added to |g|.'),
    weightDecay: weightDecayField,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
    u: { label: 'u', meaning: 'decaying maximum of |g|', initial: 0 },
  },
  rule: [
    weightDecayLine,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 'u = max(beta2*u, abs(g) + epsilon)' },
    { text: 'w = w - learningRate/(1 - beta1^t)*m/u' },
  ],
  presets: [
    { title: 'PyTorch', source: 'torch.optim.Adamax', values: { learningRate: 2e-3, epsilon: 1e-8, ...usual } },
    { title: 'Keras 3', source: 'keras.optimizers.Adamax', values: { learningRate: 1e-3, epsilon: 1e-7, ...usual } },
  ],
  checkedAgainst: [trajectory('adamax'), law('the first step is α', 'Kingma & Ba, 2015, section 7.1')],
})
