/**
 * AdaMax: Adam with the infinity norm of past gradients in place of their root-mean-square.
 *
 *   m ← β₁·m + (1 − β₁)·g              m(0) = 0
 *   u ← max(β₂·u, |g| + ε)             u(0) = 0
 *   W ← W − α/(1 − β₁ᵗ) · m/u
 *
 * Variant: ε is added to |g| as in PyTorch and optax, or to u where W is divided by it (`epsilonPlacement: norm`) as in
 * Keras; the paper has none. Weight decay is coupled.
 * Units: u has that of g, so α carries the unit of W.
 * Source: Kingma & Ba, "Adam: a method for stochastic optimization", 2015, algorithm 2. Fixture: adamax.json.
 */
import { choice } from '../contract/field'
import { law, preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Kingma & Ba, 2015, section 7.1'
const usual = { beta1: 0.9, beta2: 0.999, epsilonPlacement: 'gradient', weightDecay: 0 }
const isOfNorm = { setting: 'epsilonPlacement', is: 'norm' } as const
const isOfGradient = { setting: 'epsilonPlacement', isNot: 'norm' } as const

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
    epsilon: { ...epsilonField(1e-8, 'PyTorch: 1e-8', 'Keeps the division finite.'), isBesideRoot: false },
    epsilonPlacement: choice({
      label: 'Place of ε',
      default: 'gradient',
      options: [
        { value: 'gradient', label: 'u ← max(β₂·u, |g| + ε)' },
        { value: 'norm', label: 'W − …·m/(u + ε)' },
      ],
      help: 'Inside of the maximum, or beside u where it divides.',
      source: 'PyTorch, optax: inside; Keras: beside',
    }),
    weightDecay: weightDecayField,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
    u: { label: 'u', meaning: 'decaying maximum of |g|', initial: 0 },
  },
  rule: [
    weightDecayLine,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 'u = max(beta2*u, abs(g) + epsilon)', when: isOfGradient },
    { text: 'w = w - learningRate/(1 - beta1^t)*m/u', when: isOfGradient },
    { text: 'u = max(beta2*u, abs(g))', when: isOfNorm },
    { text: 'w = w - learningRate/(1 - beta1^t)*m/(u + epsilon)', when: isOfNorm },
  ],
  presets: [
    { title: 'PyTorch', source: 'torch.optim.Adamax', values: { learningRate: 2e-3, epsilon: 1e-8, ...usual } },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.Adamax',
      values: { ...usual, learningRate: 1e-3, epsilon: 1e-7, epsilonPlacement: 'norm' },
    },
  ],
  checkedAgainst: [
    trajectory('adamax'),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/adamax.py, in NumPy'),
    law('the first step is α', 'Kingma & Ba, 2015, section 7.1'),
  ],
})
