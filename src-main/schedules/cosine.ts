/**
 * Cosine decay: slow at first, fast in the middle, slow at the end.
 *
 *   α_k = α_min + (α − α_min)·(1 + cos(π·k/n))/2   k ≤ n        α_k = α_min   k > n        k = 0, 1, … counts updates made
 *
 * Variant: stays at the floor; PyTorch's `CosineAnnealingLR` rises again when it is stepped past T_max.
 * Source: Loshchilov & Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, equation 5, one period;
 * PyTorch, `CosineAnnealingLR` stepped once an update. Fixture: cosine.json.
 */
import { defineSchedule } from './defineSchedule'
import { floorField } from './floorField'
import { runLength, runLengthField } from './runLength'

export const cosine = defineSchedule({
  kind: 'cosine',
  title: 'Cosine',
  summary: 'Lowers the learning rate along half a cosine.',
  source: 'Loshchilov & Hutter, 2017',
  fields: { steps: runLengthField, floor: floorField },
  create({ steps, floor }, run) {
    const length = runLength(steps, run)
    const span = run.baseRate - floor
    return {
      rateAt: (step) =>
        step >= length ? floor : floor + (span * (1 + run.mathematics.cosine((Math.PI * step) / length))) / 2,
    }
  },
})
