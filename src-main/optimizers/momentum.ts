/**
 * Momentum: the step follows a decaying sum of past gradients, so what oscillates cancels and what persists adds up.
 *
 *   v ← β₁·v + (1 − d)·g        v(0) = 0
 *   W ← W − α·v
 *
 * d is `dampening`: 0 gives the heavy ball, β₁ the lecture's weighted average. `averaged` is that average in one switch:
 * v ← β₁·v + (1 − β₁)·g from v(0) = 0, whatever d.
 * Variant: PyTorch makes v of the first step the whole gradient, whatever d is (`firstStep: undampened`, the default);
 * the lecture starts from v = 0 (`dampened`). With d = 0 the two are one. α stays outside of v, as in PyTorch, so a
 * schedule acts at once; `momentumForm: inside` has v ← β₁·v + α·g and W ← W − v, as Keras: the same at a constant α.
 * Weight decay is coupled. Nesterov's look-ahead is another optimizer.
 * Units: v has the unit of g, loss/[W], or of W with α inside; α carries [W]²/loss.
 * Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; average form of Ng, deep
 * learning course 2, week 2; first step of PyTorch, `torch.optim.SGD`. Fixture: momentum.json.
 */
import { choice, flag, real } from '../contract/field'
import type { RuleCondition, RuleLine } from '../contract/ruleLines'
import { law, preset, pytorch, trajectory, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { weightDecayField, weightDecayLine } from './weightDecay'

const isSum = { setting: 'averaged', is: false } as const
const usual = { beta1: 0.9, momentumForm: 'outside', weightDecay: 0 }

/** β₁ of a heavy ball, and of Nesterov's. */
export const momentumBetaField = real({
  label: 'Momentum',
  symbol: 'β₁',
  default: 0.9,
  min: 0,
  below: 1,
  help: 'Share of v that survives a step.',
  source: 'Ng, course 2, week 2: 0.9',
})

/** Where α stands, of a heavy ball, and of Nesterov's. */
export const momentumFormField = choice({
  label: 'α and momentum',
  default: 'outside',
  options: [
    { value: 'outside', label: 'outside: W − α·v' },
    { value: 'inside', label: 'inside: W − v' },
  ],
  help: 'Whether α is in v; the same at a constant α, and under a schedule not.',
  source: 'PyTorch: outside; Keras: inside',
})

export const isRateInside: RuleCondition = { setting: 'momentumForm', is: 'inside' }
export const isRateOutside: RuleCondition = { setting: 'momentumForm', isNot: 'inside' }

/** In front of the lines that read g into v. */
export const scaledGradientLine: RuleLine = { text: 'scaled = learningRate*g', when: isRateInside, standsFor: 'g' }

export const momentum = defineOptimizer({
  kind: 'momentum',
  title: 'Momentum',
  summary: 'Averages gradients over steps: oscillation cancels, a steady slope adds up.',
  source: 'Polyak, 1964',
  fields: {
    learningRate: learningRateField(0.01, 'Keras: 1e-2'),
    beta1: momentumBetaField,
    momentumForm: momentumFormField,
    averaged: flag({
      label: 'Averaged',
      default: false,
      help: 'v is the running mean of g, as in the lecture, in place of a decaying sum; dampening is left out then.',
      source: 'PyTorch: a sum',
    }),
    dampening: real({
      label: 'Dampening',
      when: { field: 'averaged', is: false },
      symbol: 'd',
      default: 0,
      min: 0,
      max: 1,
      help: 'Share of each gradient left out of v: 0 is the heavy ball, β₁ the weighted average of the lecture.',
      source: 'PyTorch: 0',
    }),
    firstStep: choice({
      label: 'First step',
      when: [
        { field: 'averaged', is: false },
        { field: 'dampening', isNot: 0 },
      ],
      default: 'undampened',
      options: [
        { value: 'undampened', label: 'v = g' },
        { value: 'dampened', label: 'v = (1 − d)·g' },
      ],
      help: 'Whether dampening already acts on the first gradient: not in PyTorch, but in the lecture.',
      source: 'PyTorch: v = g',
    }),
    weightDecay: weightDecayField,
  },
  slots: { v: { label: 'v', meaning: 'decaying sum of g', initial: 0, role: 'firstMoment' } },
  rule: [
    weightDecayLine,
    scaledGradientLine,
    { text: 'v = beta1*v + (1 - beta1)*g', when: { setting: 'averaged', is: true } },
    {
      text: 'v = where(t == 1, g, beta1*v + (1 - dampening)*g)',
      when: [isSum, { setting: 'firstStep', is: 'undampened' }, { setting: 'dampening', isNot: 0 }],
    },
    { text: 'v = beta1*v + (1 - dampening)*g', when: [isSum, { setting: 'firstStep', is: 'dampened' }] },
    {
      text: 'v = beta1*v + g',
      when: [isSum, { setting: 'firstStep', is: 'undampened' }, { setting: 'dampening', is: 0 }],
    },
    { text: 'w = w - learningRate*v', when: isRateOutside },
    { text: 'w = w - v', when: isRateInside },
  ],
  presets: [
    {
      title: 'Heavy ball',
      source: 'torch.optim.SGD, momentum 0.9',
      values: { ...usual, averaged: false, dampening: 0 },
    },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.SGD, momentum 0.9',
      values: { ...usual, learningRate: 0.01, momentumForm: 'inside', averaged: false, dampening: 0 },
    },
    {
      title: 'Lecture',
      source: 'Ng, course 2, week 2',
      values: { ...usual, averaged: false, dampening: 0.9, firstStep: 'dampened' },
    },
    { title: 'Average', source: 'optax.ema, debias=False', values: { ...usual, averaged: true } },
  ],
  checkedAgainst: [
    trajectory('momentum'),
    preset('Heavy ball', pytorch),
    preset('Keras 3', 'keras/src/optimizers/sgd.py, in NumPy'),
    preset('Lecture', 'Ng, course 2, week 2, in NumPy'),
    preset('Average', 'optax/transforms/_accumulation.py, in NumPy'),
    worked('momentum-averaged', 'Ng, course 2, week 2'),
    law('averaged, it is the heavy ball with dampening β₁ from the first step', 'the equations'),
    law('without momentum it is gradient descent', 'the equations'),
  ],
})
