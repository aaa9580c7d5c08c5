/**
 * Adam: momentum and RMSProp put together, both corrected for their start at zero.
 *
 *   m    ← β₁·m    + (1 − β₁)·g         m(0) = 0
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   W    ← W − α·(m/(1 − β₁ᵗ)) / (√(s_dW/(1 − β₂ᵗ)) + ε)
 *
 * Variant: ε beside the corrected root; `epsilonPlacement: hat` adds it to the root as it is, as Keras and TensorFlow do,
 * W ← W − α·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√s_dW + ε). Coupled weight decay. AMSGrad, when asked for, divides by the largest
 * s_dW so far, taken before the correction as in PyTorch and Keras; optax corrects first.
 * Units: m has that of g, s_dW its square, so α carries the unit of W.
 * Source: Kingma & Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1; AMSGrad: Reddi, Kale & Kumar,
 * "On the convergence of Adam and beyond", 2018, algorithm 2. Fixtures: adam.json, adam-l2.json, amsgrad.json,
 * presets/adam.json.
 */
import { flag } from '../contract/field'
import type { RuleLine } from '../contract/ruleLines'
import { law, preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField, epsilonOfCorrectedField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Kingma & Ba, 2015, section 2'
const usual = { beta1: 0.9, beta2: 0.999, epsilonPlacement: 'corrected', amsgrad: false, weightDecay: 0 }

/** The step of Adam and of AdamW, in both places of ε. */
export const adamStepLines: readonly RuleLine[] = [
  {
    text: 'w = w - learningRate*(m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon)',
    when: { setting: 'epsilonPlacement', isNot: 'hat' },
  },
  {
    text: 'w = w - learningRate*sqrt(1 - beta2^t)/(1 - beta1^t)*m / (sqrt(s) + epsilon)',
    when: { setting: 'epsilonPlacement', is: 'hat' },
  },
]

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
    epsilonPlacement: epsilonOfCorrectedField,
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
    ...adamStepLines,
  ],
  presets: [
    { title: 'Paper', source: paper, values: { learningRate: 1e-3, epsilon: 1e-8, ...usual } },
    { title: 'PyTorch', source: 'torch.optim.Adam', values: { learningRate: 1e-3, epsilon: 1e-8, ...usual } },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.Adam',
      values: { ...usual, learningRate: 1e-3, epsilon: 1e-7, epsilonPlacement: 'hat' },
    },
    { title: 'optax', source: 'optax.adam', values: { epsilon: 1e-8, ...usual } },
    {
      title: 'AMSGrad',
      source: 'torch.optim.Adam, amsgrad; β₂ of Reddi, Kale & Kumar, 2018, section 5',
      values: { ...usual, learningRate: 1e-3, beta2: 0.99, epsilon: 1e-8, amsgrad: true },
    },
  ],
  checkedAgainst: [
    trajectory('adam'),
    trajectory('adam-l2'),
    trajectory('amsgrad'),
    preset('Paper', `${paper}, algorithm 1, in NumPy`),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/adam.py, in NumPy'),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
    preset('AMSGrad', pytorch),
    law('0 ≤ s_dW ≤ max g²', 'a mean lies among its terms'),
    law('the first step is α', 'Kingma & Ba, 2015, section 2.1'),
    law('the largest s_dW never falls', 'Reddi et al., 2018'),
  ],
})
