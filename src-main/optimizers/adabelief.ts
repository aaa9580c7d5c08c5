/**
 * AdaBelief: Adam that divides by how far the gradient strays from its running mean, not by its size.
 *
 *   m ← β₁·m + (1 − β₁)·g                    m(0) = 0
 *   s ← β₂·s + (1 − β₂)·(g − m)² + ε         s(0) = 0
 *   W ← W − α·(m/(1 − β₁ᵗ)) / (√(s/(1 − β₂ᵗ)) + ε)
 *
 * Variant: ε twice, inside of s and outside of the root, as in the paper's algorithm; no rectification. Weight decay is
 * coupled.
 * Units: s is (loss/[W])², so α carries the unit of W; the two ε are one number of two units.
 * Source: Zhuang et al., "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", 2020,
 * algorithm 2. Fixture: adabelief.json.
 */
import { law, preset, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Zhuang et al., 2020'

export const adabelief = defineOptimizer({
  kind: 'adabelief',
  title: 'AdaBelief',
  summary: 'Large steps where gradients agree with their running mean, small ones where they stray.',
  source: paper,
  fields: {
    learningRate: learningRateField(1e-3, `${paper}: 1e-3`),
    beta1: beta1Field(0.9, `${paper}: 0.9`),
    beta2: beta2Field(0.999, `${paper}: 0.999`),
    epsilon: {
      ...epsilonField(1e-16, 'optax, adabelief-pytorch: 1e-16', 'Added to s at every step, and to its root.'),
      isBesideRoot: false,
    },
    weightDecay: weightDecayField,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
    s: { label: 's', meaning: 'running mean of (g − m)²', initial: 0, role: 'secondMoment' },
  },
  rule: [
    weightDecayLine,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 's = beta2*s + (1 - beta2)*(g - m)^2 + epsilon' },
    { text: 'w = w - learningRate*(m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon)' },
  ],
  presets: [
    {
      title: 'Paper',
      source: `${paper}, algorithm 2`,
      values: { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    },
    {
      title: 'optax',
      source: 'optax.adabelief',
      values: { beta1: 0.9, beta2: 0.999, epsilon: 1e-16, weightDecay: 0 },
    },
  ],
  checkedAgainst: [
    worked('adabelief', `${paper}, algorithm 2`),
    preset('Paper', `${paper}, algorithm 2, in NumPy`),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
    law('the first step is α/β₁', 'the equations: g − m is β₁·g then'),
  ],
})
