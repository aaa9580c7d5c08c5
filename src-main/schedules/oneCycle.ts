/**
 * One cycle: up to a peak along half a cosine, then down along another, far below where it started.
 *
 *   start α₀ = α̂/d₀        peak α̂ at step k̂ = φ·(n + 1) − 1        end α_n = α₀/d₁
 *   α_k = b + (a − b)·(1 + cos(π·u))/2        from a to b, u the share of the phase that is done
 *   μ_k    likewise from μ_high to μ_low at k̂ and back, where momentum is cycled
 *
 * k = 0, 1, … counts updates made; after n the rate stays.
 * Variant: cosine phases and two of them, PyTorch's defaults. Its `total_steps` is n + 1, so that the end is reached
 * after n updates, as by the other schedules. The optimizer's own rate plays no part unless the peak is left at 0. In a
 * run so short that φ·(n + 1) < 1 the peak lies before the first step, k̂ < 0, as in PyTorch: the largest rate of the run
 * is below α̂, which a remark says. PyTorch cycles momentum unless told not to; here it is told to, by
 * `cycleMomentum`, since gradient descent has none.
 * Source: Smith & Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018;
 * PyTorch, `OneCycleLR`. Fixtures: one-cycle.json, pytorchSchedules.json.
 */
import { momentumProblems } from '../contract/drivenMomentum'
import type { InputProblem } from '../contract/errors'
import { flag, real } from '../contract/field'
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
      isRate: true,
      isZeroApart: true,
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
    cycleMomentum: flag({
      label: 'Cycle momentum',
      default: false,
      help: 'Momentum, or β₁, falls while the rate rises and rises while it falls; the optimizer’s own is replaced.',
      source: 'PyTorch: on',
    }),
    highMomentum: real({
      label: 'Momentum at the ends',
      when: { field: 'cycleMomentum', is: true },
      symbol: 'μ_high',
      default: 0.95,
      min: 0,
      below: 1,
      help: 'Momentum of the first and of the last step.',
      source: 'PyTorch, max_momentum: 0.95',
    }),
    lowMomentum: real({
      label: 'Momentum at the peak',
      when: { field: 'cycleMomentum', is: true },
      symbol: 'μ_low',
      default: 0.85,
      min: 0,
      below: 1,
      help: 'Momentum where the rate is at its peak.',
      source: 'PyTorch, base_momentum: 0.85',
    }),
  },
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.lr_scheduler.OneCycleLR',
      values: {
        warmupFraction: 0.3,
        startDivisor: 25,
        endDivisor: 10_000,
        cycleMomentum: true,
        highMomentum: 0.95,
        lowMomentum: 0.85,
      },
    },
  ],
  checkWith: ({ cycleMomentum }, _problem, optimizer) =>
    cycleMomentum === true && optimizer !== undefined ? momentumProblems(optimizer, 'cycleMomentum') : [],
  create({ peak, steps, warmupFraction, startDivisor, endDivisor, cycleMomentum, highMomentum, lowMomentum }, run) {
    const end = runLength(steps, run)
    const top = peak === 0 ? run.baseRate : peak
    const first = top / startDivisor
    const last = first / endDivisor
    const turn = warmupFraction * (end + 1) - 1
    const between = (from: number, to: number, share: number): number =>
      to + ((from - to) / 2) * (run.mathematics.cosine(Math.PI * share) + 1)
    const cycle = (start: number, middle: number, finish: number) => (step: number) => {
      if (step >= end) return turn >= end ? middle : finish
      return step < turn ? between(start, middle, step / turn) : between(middle, finish, (step - turn) / (end - turn))
    }
    const rateAt = cycle(first, top, last)
    return {
      rateAt,
      ...(cycleMomentum ? { momentumAt: cycle(highMomentum, lowMomentum, highMomentum) } : {}),
      ...(turn < 0 ? { remark: peakBeforeTheRun(warmupFraction, end, rateAt(0) / top) } : {}),
    }
  },
})

function peakBeforeTheRun(warmupFraction: number, steps: number, share: number): InputProblem {
  const place = `of ${steps} ${steps === 1 ? 'step' : 'steps'}`
  const message = `= ${warmupFraction} puts the peak before the first step, as in PyTorch: the largest rate of a cycle ${place} is ${Number(share.toPrecision(3))} of the peak`
  return { path: 'warmupFraction', message }
}
