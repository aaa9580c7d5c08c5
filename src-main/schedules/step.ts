/**
 * Step decay: the rate stays, then drops by a factor, again and again.
 *
 *   α_k = α·γ^⌊k/n⌋        k = 0, 1, … counts updates made
 *
 * Source: PyTorch, `StepLR` stepped once an update. Fixture: step.json.
 */
import { integer, real } from '../contract/field'
import { defineSchedule } from './defineSchedule'

export const step = defineSchedule({
  kind: 'step',
  title: 'Step',
  summary: 'Multiplies the learning rate by γ every n steps.',
  exceptions: { neverJumps: 'drops are what it is made of' },
  fields: {
    every: integer({
      label: 'Every',
      symbol: 'n',
      default: 1000,
      min: 1,
      max: 1_000_000_000,
      scale: 'log',
      help: 'Steps between two drops.',
    }),
    gamma: real({
      label: 'Factor per drop',
      symbol: 'γ',
      default: 0.1,
      above: 0,
      max: 1,
      help: 'What a drop multiplies the rate by.',
      source: 'PyTorch: 0.1',
    }),
  },
  create: ({ every, gamma }, { baseRate, mathematics }) => ({
    rateAt: (done) => baseRate * mathematics.integerPower(gamma, Math.floor(done / every)),
  }),
})
