/**
 * Weight decay, as the built-in optimizers share it. Unit of λ: coupled loss/[W]², decoupled 1/[α].
 *
 *   coupled      d = g + λ·w            before anything else sees the gradient
 *   decoupled    w ← w·(1 − α·λ)        beside the step
 *
 * Coupled decay is the gradient of ½λ‖w‖², so it passes through momentum and through s_dW; PyTorch's `weight_decay` of
 * SGD, RMSprop and Adam. Decoupled decay shrinks every element alike; PyTorch's AdamW, which multiplies it by α.
 * Source: Loshchilov & Hutter, "Decoupled weight decay regularization", 2019, algorithms 1 and 2.
 */
import { choice, type RealField, real } from '../contract/field'
import type { RuleLine } from '../contract/ruleLines'

export const weightDecayField = real({
  label: 'Weight decay',
  symbol: 'λ',
  default: 0,
  min: 0,
  max: 1e6,
  help: 'Coupled L2: λ·w is added to the gradient before anything else; 0 leaves it out.',
  source: 'PyTorch: 0',
})

export const weightDecayLine: RuleLine = {
  text: 'd = g + weightDecay*w',
  when: { setting: 'weightDecay', isNot: 0 },
  standsFor: 'g',
}

/** λ of a rule whose decay is always decoupled. */
export function decoupledDecayField(initial: number, source: string): RealField {
  return real({
    label: 'Weight decay',
    symbol: 'λ',
    default: initial,
    min: 0,
    max: 1e6,
    help: 'Decoupled: w shrinks by α·λ of itself at every step; 0 leaves it out.',
    source,
  })
}

export const decoupledDecayLine: RuleLine = {
  text: 'w = w*(1 - learningRate*weightDecay)',
  when: { setting: 'weightDecay', isNot: 0 },
}

/** λ and its form, for a rule that offers both. */
export const weightDecayFields = {
  weightDecay: { ...weightDecayField, help: 'Pulls every element towards 0; 0 leaves it out.' },
  weightDecayForm: choice({
    label: 'Decay form',
    when: { field: 'weightDecay', isNot: 0 },
    default: 'coupled',
    options: [
      { value: 'coupled', label: 'coupled: g + λ·w' },
      { value: 'decoupled', label: 'decoupled: w·(1 − α·λ)' },
    ],
    help: 'Whether the decay passes through the rule as part of the gradient, or acts on w alone.',
    source: 'PyTorch: coupled',
  }),
}

export const weightDecayLines: readonly RuleLine[] = [
  {
    ...weightDecayLine,
    when: [
      { setting: 'weightDecay', isNot: 0 },
      { setting: 'weightDecayForm', is: 'coupled' },
    ],
  },
  {
    ...decoupledDecayLine,
    when: [
      { setting: 'weightDecay', isNot: 0 },
      { setting: 'weightDecayForm', is: 'decoupled' },
    ],
  },
]
