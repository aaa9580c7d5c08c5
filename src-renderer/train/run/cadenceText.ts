/** How far apart the points of a run's charts are, as the trainer chose or was told. */
import type { RunSummary } from '../../../src-main/contract/run'

/** Nothing where it is not known. */
export function cadenceText({ recordEvery, evaluateEvery }: Pick<RunSummary, 'recordEvery' | 'evaluateEvery'>): string {
  if (recordEvery === null) return ''
  const rows = `Measured ${everySteps(recordEvery)}`
  return evaluateEvery === null ? rows : `${rows}, evaluated ${everySteps(evaluateEvery)}`
}

function everySteps(steps: number): string {
  return steps === 1 ? 'every step' : `every ${steps.toLocaleString('en-US')} steps`
}
