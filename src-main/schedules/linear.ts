/**
 * Linear decay.
 *
 *   α_k = α·(f₀ + (f₁ − f₀)·min(k, n)/n)        k = 0, 1, … counts updates made
 *
 * Variant: factors of the optimizer's rate, as in PyTorch, not rates.
 * Source: PyTorch, `LinearLR` stepped once an update. Fixture: pytorchSchedules.json.
 */
import { real } from '../contract/field'
import { defineSchedule } from './defineSchedule'
import { runLength, runLengthField } from './runLength'

export const linear = defineSchedule({
  kind: 'linear',
  title: 'Linear',
  summary: 'Changes the learning rate in a straight line, then keeps it.',
  fields: {
    steps: runLengthField,
    startFactor: real({
      label: 'From',
      symbol: 'f₀',
      default: 1,
      min: 0,
      max: 1000,
      help: 'Share of the learning rate in the first step.',
    }),
    endFactor: real({
      label: 'To',
      symbol: 'f₁',
      default: 0,
      min: 0,
      max: 1000,
      help: 'Share of the learning rate after the last step.',
    }),
  },
  create({ steps, startFactor, endFactor }, run) {
    const length = runLength(steps, run)
    const slope = endFactor - startFactor
    return { rateAt: (step) => run.baseRate * (startFactor + (slope * Math.min(step, length)) / length) }
  },
})
