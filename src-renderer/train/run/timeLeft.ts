/** How long a running run still takes at its present speed, in milliseconds; null while that is not known. */
import type { RunSummary } from '../../../src-main/contract/run'

type Progress = Pick<RunSummary, 'step' | 'totalSteps' | 'stepsPerSecond'>

export function timeLeftMs(run: Progress): number | null {
  if (run.totalSteps === null || run.stepsPerSecond === null || run.stepsPerSecond <= 0) return null
  return (Math.max(0, run.totalSteps - run.step) / run.stepsPerSecond) * 1000
}
