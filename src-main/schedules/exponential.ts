/**
 * Exponential decay, by a factor each step.
 *
 *   α_k = α·γᵏ        k = 0, 1, … counts updates made
 *
 * Variant: per step, not per epoch. Source: PyTorch, `ExponentialLR` stepped once an update. Fixture: exponential.json.
 */
import { real } from '../contract/field'
import { defineSchedule } from './defineSchedule'

export const exponential = defineSchedule({
  kind: 'exponential',
  title: 'Exponential',
  summary: 'Multiplies the learning rate by γ after every step.',
  fields: {
    gamma: real({
      label: 'Factor per step',
      symbol: 'γ',
      default: 0.999,
      above: 0,
      max: 1,
      help: 'The rate halves in about 0.69/(1 − γ) steps.',
    }),
  },
  create: ({ gamma }, { baseRate, mathematics }) => ({
    rateAt: (step) => baseRate * mathematics.integerPower(gamma, step),
  }),
})
