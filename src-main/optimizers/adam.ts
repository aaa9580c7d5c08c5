/**
 * Adam: momentum and RMSProp put together, both corrected for their start at zero.
 *
 *   m    ← β₁·m    + (1 − β₁)·g         m(0) = 0
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   W    ← W − α·(m/(1 − β₁ᵗ)) / (√(s_dW/(1 − β₂ᵗ)) + ε)
 *
 * Variant: ε outside the root, after the correction ("epsilon", not "epsilon hat"); coupled weight decay.
 * Units: m has that of g, s_dW its square, so α carries the unit of W.
 * Source: Kingma & Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1. Fixtures: adam.json,
 * adam-l2.json.
 */
import { real } from '../contract/field'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Kingma & Ba, 2015, section 2'

export const adam = defineOptimizer({
  kind: 'adam',
  title: 'Adam',
  summary: 'Momentum and RMSProp put together, with bias correction.',
  source: 'Kingma & Ba, 2015',
  fields: {
    learningRate: learningRateField(1e-3, `${paper}: 1e-3`),
    beta1: real({
      label: 'Decay of m',
      symbol: 'β₁',
      default: 0.9,
      min: 0,
      below: 1,
      help: 'Share of m that survives a step.',
      source: `${paper}: 0.9`,
    }),
    beta2: real({
      label: 'Decay of s_dW',
      symbol: 'β₂',
      default: 0.999,
      min: 0,
      below: 1,
      help: 'Share of s_dW that survives a step; about 1/(1 − β₂) steps are remembered.',
      source: `${paper}: 0.999`,
    }),
    epsilon: real({
      label: 'Epsilon',
      symbol: 'ε',
      default: 1e-8,
      above: 0,
      max: 1e6,
      scale: 'log',
      help: 'Keeps the division finite; added outside of the root.',
      source: `${paper}: 1e-8`,
    }),
    weightDecay: weightDecayField,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
    s: { label: 's_dW', meaning: 'running mean of g²', initial: 0, role: 'secondMoment' },
  },
  rule: [
    weightDecayLine,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'w = w - learningRate*(m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon)' },
  ],
  presets: [{ title: 'Paper', source: paper, values: { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } }],
})
