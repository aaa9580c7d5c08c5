/**
 * Rprop: every element has a step of its own, which grows while its gradient keeps its sign and shrinks when it turns.
 *
 *   step ← clamp(step · {η⁺ if g keeps its sign, η⁻ if it turns, 1 if either is 0}, stepMin, stepMax)
 *   W    ← W − sign(g)·step            (not moved, and g forgotten, where it turns)
 *
 * Variant: without backtracking, as PyTorch's ("iRprop−"). step(0) is the α of the first step, which is used for
 * nothing else: of a schedule the first factor alone counts, and so does an exception's, as the rate of a PyTorch group
 * does when the first step is made. Signs are compared, not multiplied gradients, so that tiny ones do not vanish in the product.
 * For whole data sets: on mini-batches the sign says too little.
 * Units: step and α have the unit of W.
 * Source: Riedmiller & Braun, "A direct adaptive method for faster backpropagation learning", 1993; Igel & Hüsken,
 * "Improving the Rprop learning algorithm", 2000. Fixture: rprop.json.
 */
import type { Bounds } from '../contract/field'
import { real } from '../contract/field'
import { law, preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'

const stepBounds: Bounds = { above: 0, max: 1e6 }

export const rprop = defineOptimizer({
  kind: 'rprop',
  title: 'Rprop',
  summary:
    'Only signs count: a step for each element grows by η⁺ and shrinks by η⁻. Of a schedule the first rate alone counts.',
  source: 'Riedmiller & Braun, 1993',
  fields: {
    learningRate: {
      ...learningRateField(0.01, 'PyTorch: 1e-2'),
      help: 'The first step of every element; the first factor of a schedule multiplies it.',
    },
    etaMinus: real({
      label: 'Shrinking',
      symbol: 'η⁻',
      default: 0.5,
      above: 0,
      below: 1,
      help: 'Factor of the step where the gradient turns.',
      source: 'Riedmiller & Braun, 1993: 0.5',
    }),
    etaPlus: real({
      label: 'Growing',
      symbol: 'η⁺',
      default: 1.2,
      above: 1,
      max: 1e6,
      help: 'Factor of the step where the gradient keeps its sign.',
      source: 'Riedmiller & Braun, 1993: 1.2',
    }),
    stepMin: real({
      label: 'Smallest step',
      default: 1e-6,
      ...stepBounds,
      scale: 'log',
      help: 'The step does not shrink below it.',
      source: 'PyTorch: 1e-6',
    }),
    stepMax: real({
      label: 'Largest step',
      default: 50,
      ...stepBounds,
      scale: 'log',
      help: 'The step does not grow above it.',
      source: 'Riedmiller & Braun, 1993: 50',
    }),
  },
  slots: {
    step: { label: 'step', meaning: 'step of the element', initial: { from: 'learningRate' } },
    previous: { label: 'last g', meaning: 'last gradient, 0 after a turn', initial: 0 },
  },
  rule: [
    { text: 'agreement = sign(g)*sign(previous)' },
    { text: 'factor = where(agreement > 0, etaPlus, where(agreement < 0, etaMinus, 1))' },
    { text: 'step = min(max(step*factor, stepMin), stepMax)' },
    { text: 'previous = where(agreement < 0, 0, g)' },
    { text: 'w = w - sign(previous)*step' },
  ],
  check: ({ stepMin, stepMax }) =>
    Number(stepMin) <= Number(stepMax)
      ? []
      : [{ path: 'stepMin', message: `= ${stepMin}, must be at most stepMax = ${stepMax}` }],
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.Rprop',
      values: { learningRate: 0.01, etaMinus: 0.5, etaPlus: 1.2, stepMin: 1e-6, stepMax: 50 },
    },
  ],
  checkedAgainst: [
    trajectory('rprop'),
    preset('PyTorch', pytorch),
    law('the size of the gradient does not matter, only its sign', 'Riedmiller & Braun, 1993'),
  ],
})
