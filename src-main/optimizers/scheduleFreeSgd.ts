/**
 * Schedule-free gradient descent: steps are averaged as they are made, so that no schedule has to bring α down.
 *
 *   z ← z − α·g                 z(0) = W(0); g is taken at W
 *   x ← x + c·(z − x)           c ← α̂ᵖ/Σα̂ᵖ, 1/t at a constant α
 *   W ← z + β₁·(x − z)
 *
 * Variant: **evaluated at x**, the average; the training loss is that at W. Weight decay is coupled, at W.
 * Units: α carries [W]²/loss.
 * Source: Defazio et al., "The road less scheduled", 2024, equations 8–10. Fixture: scheduleFreeSgd.json.
 */
import { law, preset, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { scheduleFreeFields, scheduleFreeLines, scheduleFreeScalars, scheduleFreeSlots } from './scheduleFree'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Defazio et al., 2024'

export const scheduleFreeSgd = defineOptimizer({
  kind: 'scheduleFreeSgd',
  title: 'Schedule-free gradient descent',
  summary: 'Averages its steps in place of a schedule; validation and test are evaluated at the average x.',
  source: paper,
  fields: {
    learningRate: learningRateField(1, 'schedulefree: 1'),
    ...scheduleFreeFields,
    weightDecay: weightDecayField,
  },
  slots: scheduleFreeSlots,
  scalars: scheduleFreeScalars,
  evaluationSlot: 'x',
  rule: [weightDecayLine, { text: 'z = z - learningRate*g' }, ...scheduleFreeLines],
  presets: [
    {
      title: 'Authors',
      source: 'schedulefree.SGDScheduleFree',
      values: { learningRate: 1, beta1: 0.9, weightPower: 2, weightDecay: 0 },
    },
  ],
  checkedAgainst: [
    worked('scheduleFreeSgd', `${paper}, equations 8–10`),
    preset('Authors', 'schedulefree/sgd_schedulefree.py'),
    law('at a constant α, x is the mean of every z', `${paper}, equation 10`),
  ],
})
