/** What a run came to, in lines to read; a line that does not apply to the run is left out. */
import type { RunSummary } from '../../../src-main/contract/run'
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../lab/formatNumber'

export interface ResultLine {
  readonly label: string
  readonly text: string
}

export function resultLines(run: RunSummary): readonly ResultLine[] {
  const line = <T>(label: string, value: T | null, format: (value: T) => string): readonly ResultLine[] =>
    value === null ? [] : [{ label, text: format(value) }]
  const number = (value: number) => formatNumber(value)
  return [
    ...line('Training loss', run.trainingLoss, number),
    ...line('Best training loss', run.bestTrainingLoss, number),
    ...line('Validation loss', run.validationLoss, number),
    ...line('Validation accuracy', run.validationAccuracy, formatPercent),
    ...line('Test loss', run.testLoss, number),
    ...line('Test accuracy', run.testAccuracy, formatPercent),
    { label: 'Steps', text: stepsText(run) },
    ...line('Training time', run.startedAtMs === null ? null : run.elapsedMs, formatDuration),
    ...line('Speed', speedOf(run), (value) => `${formatCount(value)} steps/s`),
  ]
}

function stepsText(run: RunSummary): string {
  const isShort = run.totalSteps !== null && run.step !== run.totalSteps
  return isShort ? `${formatCount(run.step)} of ${formatCount(run.totalSteps ?? 0)}` : formatCount(run.step)
}

/** Of this moment while it runs, of the whole run afterwards. */
function speedOf(run: RunSummary): number | null {
  if (run.stepsPerSecond !== null) return run.stepsPerSecond
  return run.elapsedMs > 0 && run.step > 0 ? (run.step / run.elapsedMs) * 1000 : null
}
