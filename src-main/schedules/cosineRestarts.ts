/**
 * Cosine decay with warm restarts: back to the full rate after every period, each period longer than the one before.
 *
 *   α_k = α_min + (α − α_min)·(1 + cos(π·j/n_i))/2        n_i = n·mⁱ        k = n_0 + … + n_{i−1} + j,  0 ≤ j < n_i
 *
 * k = 0, 1, … counts updates made.
 * Source: Loshchilov & Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, section 3; PyTorch,
 * `CosineAnnealingWarmRestarts` stepped once an update. Fixture: cosine-restarts.json.
 */
import { integer } from '../contract/field'
import { defineSchedule } from './defineSchedule'
import { floorField } from './floorField'

export const cosineRestarts = defineSchedule({
  kind: 'cosineRestarts',
  title: 'Cosine with restarts',
  summary: 'Half a cosine again and again, each time from the full learning rate.',
  source: 'Loshchilov & Hutter, 2017',
  exceptions: {
    neverRises: 'restarts are what it is for',
    neverJumps: 'a restart is a jump',
  },
  fields: {
    period: integer({
      label: 'First period',
      symbol: 'n',
      default: 100,
      min: 1,
      max: 1_000_000_000,
      scale: 'log',
      help: 'Steps before the first restart.',
    }),
    periodMultiplier: integer({
      label: 'Longer each time',
      symbol: 'm',
      default: 2,
      min: 1,
      max: 1000,
      help: 'A period is so many times as long as the one before.',
      source: 'Loshchilov & Hutter, 2017: 1 and 2; PyTorch: 1',
    }),
    floor: floorField,
  },
  create({ period, periodMultiplier, floor }, { baseRate, mathematics }) {
    const span = baseRate - floor
    return {
      rateAt(step) {
        let length = period
        let place = step
        if (periodMultiplier === 1) place %= length
        while (place >= length) {
          place -= length
          length *= periodMultiplier
        }
        return floor + (span * (1 + mathematics.cosine((Math.PI * place) / length))) / 2
      },
    }
  },
})
