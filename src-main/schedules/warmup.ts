/**
 * Warm-up in front of any schedule: the rate rises in a straight line to where the schedule starts, then the schedule
 * begins with its step 0.
 *
 *   α_k = ρ₀·(f + (1 − f)·k/w)   k < w        α_k = ρ_{k−w}   k ≥ w        ρ the schedule, over the run's other steps
 *
 * A schedule that lasts for the run then lasts for what the warm-up leaves of it, and one that follows the loss hears
 * no loss of the warm-up. A momentum that it drives stays at its first value meanwhile.
 * Source: PyTorch, `SequentialLR` of `LinearLR` and another, stepped once an update; Goyal et al., "Accurate, large
 * minibatch SGD: training ImageNet in 1 hour", 2017, section 2.2.
 */
import { integer, real } from '../contract/field'
import type { HeardLosses, LossFollower, Schedule, ScheduleRun } from './schedule'

export const warmupFields = {
  warmupSteps: integer({
    label: 'Warm-up',
    symbol: 'w',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    help: 'Steps in which the rate rises to where the schedule starts; 0 for none.',
  }),
  warmupStartFactor: real({
    label: 'Warm-up from',
    when: { field: 'warmupSteps', isNot: 0 },
    symbol: 'f',
    default: 0.1,
    min: 0,
    max: 1,
    help: 'Share of that rate in the first step of the warm-up.',
  }),
} as const

/** Documents of runs made before there was a warm-up have neither. */
export interface WarmupSettings {
  readonly warmupSteps?: number
  readonly warmupStartFactor?: number
}

/** @param createRest - the schedule behind the warm-up, for a run shorter by its steps */
export function warmUp(
  { warmupSteps = 0, warmupStartFactor = 0 }: WarmupSettings,
  run: ScheduleRun,
  createRest: (run: ScheduleRun) => Schedule,
): Schedule {
  if (warmupSteps === 0) return createRest(run)
  const rest = createRest({ ...run, totalSteps: Math.max(1, run.totalSteps - warmupSteps) })
  const share = (step: number): number => warmupStartFactor + ((1 - warmupStartFactor) * step) / warmupSteps
  const rateAt = (step: number): number =>
    step < warmupSteps ? rest.rateAt(0) * share(step) : rest.rateAt(step - warmupSteps)
  const { momentumAt, follower, remark } = rest
  return {
    rateAt,
    ...(remark === undefined ? {} : { remark }),
    ...(momentumAt === undefined ? {} : { momentumAt: (step) => momentumAt(Math.max(0, step - warmupSteps)) }),
    ...(follower === undefined ? {} : { follower: followerBehind(follower, warmupSteps, rateAt) }),
  }
}

function followerBehind(follower: LossFollower, warmupSteps: number, rateAt: (step: number) => number): LossFollower {
  return {
    watches: follower.watches,
    state: follower.state,
    hear(losses: HeardLosses) {
      if (losses.step >= warmupSteps) follower.hear({ ...losses, step: losses.step - warmupSteps })
    },
    lowestRateAt: (step) => (step < warmupSteps ? rateAt(step) : follower.lowestRateAt(step - warmupSteps)),
  }
}
