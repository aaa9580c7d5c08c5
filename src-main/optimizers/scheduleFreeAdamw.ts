/**
 * Schedule-free AdamW: AdamW's scaled gradient, averaged in place of momentum and of a schedule.
 *
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²                       s_dW(0) = 0; g is taken at W
 *   z    ← z − α·(g/(√(s_dW/(1 − β₂ᵗ)) + ε) + λ·W)      z(0) = W(0)
 *   x    ← x + c·(z − x)                                c ← α̂ᵖ/Σα̂ᵖ
 *   W    ← z + β₁·(x − z)
 *
 * Variant: **evaluated at x**, the average; the training loss is that at W. s_dW is corrected as in the authors' later
 * code (the paper multiplies α by the correction, so that it enters the weights too). Decay is decoupled, at W. A
 * warm-up is a schedule's.
 * Units: α carries the unit of W.
 * Source: Defazio et al., "The road less scheduled", 2024, algorithm 1. Fixture: scheduleFreeAdamw.json.
 */
import { law, preset, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta2Field, epsilonField } from './momentFields'
import { scheduleFreeFields, scheduleFreeLines, scheduleFreeScalars, scheduleFreeSlots } from './scheduleFree'
import { decoupledDecayField } from './weightDecay'

const paper = 'Defazio et al., 2024'

export const scheduleFreeAdamw = defineOptimizer({
  kind: 'scheduleFreeAdamw',
  title: 'Schedule-free AdamW',
  summary: 'AdamW that averages its steps in place of a schedule; validation and test are evaluated at the average x.',
  source: paper,
  fields: {
    learningRate: learningRateField(2.5e-3, 'schedulefree: 2.5e-3'),
    ...scheduleFreeFields,
    beta2: beta2Field(0.999, `${paper}: 0.999`),
    epsilon: epsilonField(1e-8, 'schedulefree: 1e-8'),
    weightDecay: decoupledDecayField(0, 'schedulefree: 0'),
  },
  slots: {
    s: { label: 's_dW', meaning: 'running mean of g²', initial: 0, role: 'secondMoment' },
    ...scheduleFreeSlots,
  },
  scalars: scheduleFreeScalars,
  evaluationSlot: 'x',
  rule: [
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'step = g / (sqrt(s/(1 - beta2^t)) + epsilon)' },
    { text: 'decayed = step + weightDecay*w', when: { setting: 'weightDecay', isNot: 0 }, standsFor: 'step' },
    { text: 'z = z - learningRate*step' },
    ...scheduleFreeLines,
  ],
  presets: [
    {
      title: 'Authors',
      source: 'schedulefree.AdamWScheduleFree',
      values: { learningRate: 2.5e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightPower: 2, weightDecay: 0 },
    },
  ],
  checkedAgainst: [
    worked('scheduleFreeAdamw', `${paper}, algorithm 1`),
    preset('Authors', 'schedulefree/adamw_schedulefree.py'),
    law('at a constant α, x is the mean of every z', `${paper}, equation 10`),
    law('0 ≤ s_dW ≤ max g²', 'a mean lies among its terms'),
  ],
})
