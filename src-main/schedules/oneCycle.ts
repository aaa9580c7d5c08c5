/**
 * One cycle: up to a peak along half a cosine, then down along another, far below where it started.
 *
 *   start α₀ = α̂/d₀        peak α̂ at step k̂ = φ·(n + 1) − 1        end α_n = α₀/d₁
 *   α_k = b + (a − b)·(1 + cos(π·u))/2        from a to b, u the share of the phase that is done
 *
 * k = 0, 1, … counts updates made; after n the rate stays.
 * Variant: cosine phases and two of them, PyTorch's defaults. Its `total_steps` is n + 1, so that the end is reached
 * after n updates, as by the other schedules. The optimizer's own rate plays no part unless the peak is left at 0.
 * Source: Smith & Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018;
 * PyTorch, `OneCycleLR`. Fixtures: one-cycle.json, pytorchSchedules.json.
 */
import { real } from '../contract/field'
import { defineSchedule } from './defineSchedule'
import { runLength, runLengthField } from './runLength'

export const oneCycle = defineSchedule({
  kind: 'oneCycle',
  title: 'One cycle',
  summary: 'Raises the learning rate to a peak, then lowers it far below its start.',
  source: 'Smith & Topin, 2018',
  exceptions: {
    startsAtTheBaseRate: 'starts at the peak / d₀',
    neverRises: 'rises to the peak first',
  },
  fields: {
    peak: real({
      label: 'Peak',
      symbol: 'α̂',
      default: 0,
      min: 0,
      max: 1e6,
      help: "The largest rate; 0 takes the optimizer's learning rate.",
    }),
    steps: runLengthField,
    warmupFraction: real({
      label: 'Rises for',
      symbol: 'φ',
      default: 0.3,
      min: 0,
      max: 1,
      help: 'Share of the steps before the peak.',
      source: 'PyTorch: 0.3',
    }),
    startDivisor: real({
      label: 'Start divisor',
      symbol: 'd₀',
      default: 25,
      min: 1,
      max: 1e12,
      scale: 'log',
      help: 'The peak is so many times the first rate.',
      source: 'PyTorch: 25',
    }),
    endDivisor: real({
      label: 'End divisor',
      symbol: 'd₁',
      default: 10_000,
      min: 1,
      max: 1e12,
      scale: 'log',
      help: 'The first rate is so many times the last one.',
      source: 'PyTorch: 10,000',
    }),
  },
  create({ peak, steps, warmupFraction, startDivisor, endDivisor }, run) {
    const end = runLength(steps, run)
    const top = peak === 0 ? run.baseRate : peak
    const first = top / startDivisor
    const last = first / endDivisor
    const turn = Math.min(end, Math.max(0, warmupFraction * (end + 1) - 1))
    const between = (from: number, to: number, share: number): number =>
      to + ((from - to) / 2) * (run.mathematics.cosine(Math.PI * share) + 1)
    return {
      rateAt(step) {
        if (step >= end) return turn === end ? top : last
        return step < turn ? between(first, top, step / turn) : between(top, last, (step - turn) / (end - turn))
      },
    }
  },
})
