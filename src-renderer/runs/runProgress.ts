/** How far a running run is, and how long it still takes at its present speed. */
import type { RunSummary } from '../../src-main/contract/run'
import { formatCount, formatDuration } from '../lab/formatNumber'
import type { RunChange } from './runStore'

/** What every frame changes, and what nothing ever changes. */
const ofProgress: ReadonlySet<keyof RunSummary> = new Set([
  'experiment',
  'elapsedMs',
  'step',
  'checkpointStep',
  'stepsPerSecond',
  'trainingLoss',
  'bestTrainingLoss',
  'validationLoss',
  'validationAccuracy',
])

/** Whether a run came or went, or anything of it but its progress is another. */
export function isMoreThanProgress({ before, after }: RunChange): boolean {
  if (before === undefined || after === undefined) return before !== after
  return (Object.keys(after) as (keyof RunSummary)[]).some(
    (field) => !ofProgress.has(field) && !isSameValue(before[field], after[field]),
  )
}

/** What crosses from main is a new object every time: tags, a failure. */
function isSameValue(value: unknown, other: unknown): boolean {
  if (Object.is(value, other)) return true
  return typeof value === 'object' && value !== null && JSON.stringify(value) === JSON.stringify(other)
}

/** 0 to 1; null until the trainer knows how many steps there are. */
export function progressOf(run: RunSummary): number | null {
  return run.totalSteps === null || run.totalSteps === 0 ? null : Math.min(1, run.step / run.totalSteps)
}

export function timeLeftMs(run: RunSummary): number | null {
  if (run.totalSteps === null || run.isPaused || run.stepsPerSecond === null || run.stepsPerSecond <= 0) return null
  return (Math.max(0, run.totalSteps - run.step) / run.stepsPerSecond) * 1000
}

/** Null as `timeLeftMs`. */
export function timeLeftText(run: RunSummary): string | null {
  const left = timeLeftMs(run)
  return left === null ? null : durationLeftText(left)
}

/** "41 s left", in whole seconds: what is estimated anew ten times a second has no tenths. */
export function durationLeftText(leftMs: number): string {
  if (leftMs < 1000) return 'less than 1 s left'
  return `${formatDuration(Math.ceil(leftMs / 1000) * 1000).replace('.0', '')} left`
}

/** "epoch 2/3 · 1,204 steps/s · 41 s left", as far as it is known. */
export function progressText(run: RunSummary): string {
  return [
    run.isPaused ? 'paused' : '',
    placeText(run),
    run.stepsPerSecond === null || run.isPaused ? '' : `${formatCount(run.stepsPerSecond)} steps/s`,
    timeLeftText(run) ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function placeText({ step, totalSteps, stepsPerEpoch }: RunSummary): string {
  if (totalSteps === null) return 'starting'
  if (stepsPerEpoch === null || stepsPerEpoch === 0) return `step ${formatCount(step)}/${formatCount(totalSteps)}`
  const epochs = Math.ceil(totalSteps / stepsPerEpoch)
  return `epoch ${Math.min(epochs, Math.floor(step / stepsPerEpoch) + 1)}/${epochs}`
}
