/**
 * Adam: momentum and RMSProp put together, both corrected for their start at zero.
 *
 *   m    ← β₁·m    + (1 − β₁)·g         m(0) = 0
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   W    ← W − α·(m/(1 − β₁ᵗ)) / (√(s_dW/(1 − β₂ᵗ)) + ε)
 *
 * Variant: ε outside the root, after the correction ("epsilon", not "epsilon hat"); coupled weight decay. AMSGrad, when
 * asked for, divides by the largest s_dW so far, taken before the correction as in PyTorch; optax corrects first.
 * Units: m has that of g, s_dW its square, so α carries the unit of W.
 * Source: Kingma & Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1; AMSGrad: Reddi, Kale & Kumar,
 * "On the convergence of Adam and beyond", 2018, algorithm 2. Fixtures: adam.json, adam-l2.json, amsgrad.json.
 */
import { flag } from '../contract/field'
import { law, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Kingma & Ba, 2015, section 2'
const usual = { beta1: 0.9, beta2: 0.999, amsgrad: false, weightDecay: 0 }

export const adam = defineOptimizer({
  kind: 'adam',
  title: 'Adam',
  summary: 'Momentum and RMSProp put together, with bias correction.',
  source: 'Kingma & Ba, 2015',
  fields: {
    learningRate: learningRateField(1e-3, `${paper}: 1e-3`),
    beta1: beta1Field(0.9, `${paper}: 0.9`),
    beta2: beta2Field(0.999, `${paper}: 0.999`),
    epsilon: epsilonField(1e-8, `${paper}: 1e-8`),
    amsgrad: flag({
      label: 'AMSGrad',
      default: false,
      help: 'Divides by the largest s_dW so far, so that a rare large gradient is not forgotten.',
      source: 'Reddi, Kale & Kumar, 2018',
    }),
    weightDecay: weightDecayField,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
    s: { label: 's_dW', meaning: 'running mean of g²', initial: 0, role: 'secondMoment' },
    sMax: { label: 'largest s_dW', meaning: 'largest s_dW so far', initial: 0 },
  },
  rule: [
    weightDecayLine,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'sMax = max(sMax, s)', when: { setting: 'amsgrad', is: true }, standsFor: 's' },
    { text: 'w = w - learningRate*(m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon)' },
  ],
  presets: [
    { title: 'Paper', source: paper, values: { learningRate: 1e-3, epsilon: 1e-8, ...usual } },
    { title: 'PyTorch', source: 'torch.optim.Adam', values: { learningRate: 1e-3, epsilon: 1e-8, ...usual } },
    { title: 'Keras 3', source: 'keras.optimizers.Adam', values: { learningRate: 1e-3, epsilon: 1e-7, ...usual } },
    { title: 'optax', source: 'optax.adam', values: { epsilon: 1e-8, ...usual } },
    {
      title: 'AMSGrad',
      source: 'Reddi, Kale & Kumar, 2018, section 5',
      values: { learningRate: 1e-3, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, amsgrad: true, weightDecay: 0 },
    },
  ],
  checkedAgainst: [
    trajectory('adam'),
    trajectory('adam-l2'),
    trajectory('amsgrad'),
    law('0 ≤ s_dW ≤ max g²', 'a mean lies among its terms'),
    law('the first step is α', 'Kingma & Ba, 2015, section 2.1'),
    law('the largest s_dW never falls', 'Reddi et al., 2018'),
  ],
})
