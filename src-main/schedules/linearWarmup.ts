/**
 * A warm-up and nothing after it.
 *
 *   α_k = α·(f + (1 − f)·min(k, n)/n)        k = 0, 1, … counts updates made
 *
 * The same as `constant` with `warmupSteps` n and `warmupStartFactor` f, under a name of its own.
 * Source: PyTorch, `LinearLR` stepped once an update. Fixture: linear-warmup.json.
 */
import { integer, real } from '../contract/field'
import { defineSchedule } from './defineSchedule'
import { warmUp } from './warmup'

export const linearWarmup = defineSchedule({
  kind: 'linearWarmup',
  title: 'Linear warm-up',
  summary: 'Raises the learning rate in a straight line, then keeps it.',
  exceptions: {
    startsAtTheBaseRate: 'starts at a share of it',
    neverRises: 'rises to the base rate',
    takesAnyWarmup: 'it is one',
  },
  fields: {
    steps: integer({
      label: 'Steps',
      symbol: 'n',
      default: 100,
      min: 1,
      max: 1_000_000_000,
      scale: 'log',
      help: 'Steps until the rate is that of the optimizer.',
    }),
    startFactor: real({
      label: 'From',
      symbol: 'f',
      default: 0.1,
      min: 0,
      max: 1,
      help: 'Share of the learning rate in the first step.',
    }),
  },
  create: ({ steps, startFactor }, run) =>
    warmUp({ warmupSteps: steps, warmupStartFactor: startFactor }, run, () => ({ rateAt: () => run.baseRate })),
})
