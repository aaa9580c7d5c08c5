/**
 * Lion: a step of the same size for every element, in the direction that momentum and the gradient agree on.
 *
 *   W ← W − α·(sign(β₁·m + (1 − β₁)·g) + λ·W)
 *   m ← β₂·m + (1 − β₂)·g                        m(0) = 0
 *
 * Variant: the paper's; decay is decoupled and multiplied by α. Steps are of size α whatever the gradient, so α is
 * about three to ten times smaller than AdamW's.
 * Units: α carries the unit of W.
 * Source: Chen et al., "Symbolic discovery of optimization algorithms", 2023, algorithm 2. Fixture: lion.json.
 */
import { law, preset, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field } from './momentFields'
import { decoupledDecayField } from './weightDecay'

const paper = 'Chen et al., 2023'

export const lion = defineOptimizer({
  kind: 'lion',
  title: 'Lion',
  summary: 'Every element moves by α, in the direction of a sign: no second moment.',
  source: paper,
  fields: {
    learningRate: learningRateField(1e-4, `${paper}, published code: 1e-4`),
    beta1: {
      ...beta1Field(0.9, `${paper}: 0.9`),
      label: 'Share of m in the step',
      help: 'How much m counts beside the gradient when the direction is chosen.',
    },
    beta2: {
      ...beta2Field(0.99, `${paper}: 0.99`),
      label: 'Decay of m',
      help: 'Share of m that survives a step.',
    },
    weightDecay: decoupledDecayField(1e-3, 'optax: 1e-3'),
  },
  slots: { m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' } },
  rule: [
    { text: 'direction = sign(beta1*m + (1 - beta1)*g)' },
    {
      text: 'decayed = direction + weightDecay*w',
      when: { setting: 'weightDecay', isNot: 0 },
      standsFor: 'direction',
    },
    { text: 'm = beta2*m + (1 - beta2)*g' },
    { text: 'w = w - learningRate*direction' },
  ],
  presets: [
    {
      title: 'Paper',
      source: `${paper}, published code`,
      values: { learningRate: 1e-4, beta1: 0.9, beta2: 0.99, weightDecay: 0 },
    },
    { title: 'optax', source: 'optax.lion', values: { beta1: 0.9, beta2: 0.99, weightDecay: 1e-3 } },
  ],
  checkedAgainst: [
    worked('lion', `${paper}, algorithm 2`),
    preset('Paper', `${paper}, algorithm 2, in NumPy`),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
    law('every step is −α, 0 or α', `${paper}, section 3.2`),
  ],
})
