/** The memory of `reduceOnPlateau`: the best loss, how long ago it was, and the rate in force. */
import type { HeardLosses, LossFollower, ScheduleRun } from './schedule'

interface PlateauSettings {
  readonly watch: 'trainingLoss' | 'validationLoss'
  /** Steps from one loss to the next; a training loss is their mean. */
  readonly every: number
  readonly factor: number
  readonly patience: number
  readonly threshold: number
  readonly thresholdMode: 'relative' | 'absolute'
  readonly cooldown: number
  readonly minimum: number
  readonly smallestChange: number
}

export interface PlateauFollower extends LossFollower {
  /** In force for the next step. */
  rate(): number
}

/** What each element of `state` is. */
const at = { rate: 0, best: 1, notBetter: 2, cooling: 3, sum: 4, count: 5 } as const

export function plateauFollower(settings: PlateauSettings, run: ScheduleRun): PlateauFollower {
  const { baseRate } = run
  const { watch, every, factor, patience, cooldown, minimum, smallestChange } = settings
  const state = Float64Array.of(baseRate, Number.POSITIVE_INFINITY, 0, 0, 0, 0)

  function judge(loss: number): void {
    if (isBetter(loss, state[at.best]!, settings)) {
      state[at.best] = loss
      state[at.notBetter] = 0
    } else state[at.notBetter]! += 1
    if (state[at.cooling]! > 0) {
      state[at.cooling]! -= 1
      state[at.notBetter] = 0
    }
    if (state[at.notBetter]! <= patience) return
    const lower = Math.max(state[at.rate]! * factor, minimum)
    if (state[at.rate]! - lower > smallestChange) state[at.rate] = lower
    state[at.cooling] = cooldown
    state[at.notBetter] = 0
  }

  function hearTraining(loss: number): void {
    state[at.sum]! += loss
    state[at.count]! += 1
    if (state[at.count]! < every) return
    judge(state[at.sum]! / state[at.count]!)
    state[at.sum] = 0
    state[at.count] = 0
  }

  return {
    watches: watch,
    state,
    rate: () => state[at.rate]!,
    hear({ trainingLoss, validationLoss }: HeardLosses) {
      if (watch === 'trainingLoss') hearTraining(trainingLoss)
      else if (validationLoss !== null) judge(validationLoss)
    },
    lowestRateAt: (step) => rateAfterAtMost(reductions(Math.floor(step / every), patience, cooldown), settings, run),
  }
}

/** The rate after so many reductions, or after all that are made where these are fewer. */
function rateAfterAtMost(
  asked: number,
  { factor, minimum, smallestChange }: PlateauSettings,
  { baseRate, mathematics }: ScheduleRun,
): number {
  const rateAfter = (count: number): number =>
    count === 0 ? baseRate : Math.max(baseRate * mathematics.integerPower(factor, count), Math.min(minimum, baseRate))
  // Reductions get smaller, so the last one that is made is found by halving.
  let made = 0
  let notMade = 2 ** 31
  while (notMade - made > 1) {
    const middle = Math.floor((made + notMade) / 2)
    if (rateAfter(middle - 1) - rateAfter(middle) > smallestChange) made = middle
    else notMade = middle
  }
  return rateAfter(Math.min(made, asked))
}

function isBetter(loss: number, best: number, { threshold, thresholdMode }: PlateauSettings): boolean {
  return loss < (thresholdMode === 'relative' ? best * (1 - threshold) : best - threshold)
}

/** How often the rate falls over so many losses of which only the first is better. */
function reductions(losses: number, patience: number, cooldown: number): number {
  const wait = patience + 1
  return losses <= wait ? 0 : 1 + Math.floor((losses - 1 - wait) / (wait + cooldown))
}
