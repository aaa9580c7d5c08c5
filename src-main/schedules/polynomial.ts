/**
 * Polynomial decay.
 *
 *   α_k = (α − α_min)·(1 − min(k, n)/n)^p + α_min        k = 0, 1, … counts updates made
 *
 * Variant: with a floor as in Keras; PyTorch's has none.
 * Source: PyTorch, `PolynomialLR` stepped once an update (α_min = 0); Keras, `PolynomialDecay`, cycle=False.
 * Fixtures: pytorchSchedules.json, kerasSchedules.json.
 */
import { real } from '../contract/field'
import { defineSchedule } from './defineSchedule'
import { floorField } from './floorField'
import { runLength, runLengthField } from './runLength'

export const polynomial = defineSchedule({
  kind: 'polynomial',
  title: 'Polynomial',
  summary: 'Lowers the learning rate by a power of the steps that are left.',
  fields: {
    steps: runLengthField,
    power: real({
      label: 'Power',
      symbol: 'p',
      default: 1,
      above: 0,
      max: 100,
      help: '1 is a straight line; above 1 it falls fast at first.',
      source: 'PyTorch, Keras: 1',
    }),
    floor: floorField,
  },
  create({ steps, power, floor }, run) {
    const length = runLength(steps, run)
    const span = run.baseRate - floor
    return {
      rateAt: (step) => span * run.mathematics.power(1 - Math.min(step, length) / length, power) + floor,
    }
  },
})
