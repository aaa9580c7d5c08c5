/**
 * Inverse-time decay, the `decay_rate` of the lecture.
 *
 *   α_k = α / (1 + r·k/n)        k = 0, 1, … counts updates made
 *
 * Variant: continuous in k, not in stairs of n steps. With n = the steps of an epoch, k/n is the epoch number.
 * Source: Ng, deep learning course 2, week 2, "Learning rate decay". Fixture: inverse-time.json (n = 1).
 */
import { integer, real } from '../contract/field'
import { defineSchedule } from './defineSchedule'

export const inverseTime = defineSchedule({
  kind: 'inverseTime',
  title: 'Inverse time',
  summary: 'Divides the learning rate by 1 + r·k/n, k being the steps made.',
  source: 'Ng, course 2, week 2',
  fields: {
    decayRate: real({
      label: 'Decay rate',
      symbol: 'r',
      default: 1,
      min: 0,
      max: 1e6,
      help: 'With r = 1 the rate is halved after n steps.',
      source: 'Ng, course 2, week 2: 1',
    }),
    every: integer({
      label: 'Every',
      symbol: 'n',
      default: 1000,
      min: 1,
      max: 1_000_000_000,
      scale: 'log',
      help: 'Steps after which k/n rises by one.',
    }),
  },
  create: ({ decayRate, every }, { baseRate }) => ({
    rateAt: (step) => baseRate / (1 + (decayRate * step) / every),
  }),
})
