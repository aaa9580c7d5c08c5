/**
 * What a run came to, in lines to read; a line that does not apply to the run is left out. Each says of which part of the
 * data a number is, which statistic, and of which step.
 */
import type { RunSummary } from '../../../src-main/contract/run'
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../lab/formatNumber'
import { divergedStep } from '../../runs/divergedStep'

export interface ResultLine {
  readonly label: string
  readonly text: string
}

export function resultLines(run: RunSummary): readonly ResultLine[] {
  const line = <T>(label: string, value: T | null, format: (value: T) => string): readonly ResultLine[] =>
    value === null ? [] : [{ label, text: format(value) }]
  const number = (value: number) => formatNumber(value)
  const isEvaluatedAtEnd = run.status === 'completed' || run.status === 'stopped'
  const evaluated = isEvaluatedAtEnd ? `step ${formatCount(run.step)}` : 'last evaluation'
  return [
    ...line(`Training loss, ${lossOf(run)}`, run.trainingLoss, number),
    ...line(`Best training loss, ${hasBatches(run) ? 'mean of an epoch' : 'of a step'}`, run.bestTrainingLoss, number),
    ...line(`Validation loss, ${evaluated}`, run.validationLoss, number),
    ...line(`Validation accuracy, ${evaluated}`, run.validationAccuracy, formatPercent),
    ...line(`Test loss, step ${formatCount(run.step)}`, run.testLoss, number),
    ...line(`Test accuracy, step ${formatCount(run.step)}`, run.testAccuracy, formatPercent),
    { label: 'Steps', text: stepsText(run) },
    ...line('Training time', run.startedAtMs === null ? null : run.elapsedMs, formatDuration),
    ...line('Speed', speedOf(run), (value) => `${formatCount(value)} steps/s`),
  ]
}

/** Whether a step sees a part of the training data only. */
function hasBatches({ stepsPerEpoch }: RunSummary): boolean {
  return stepsPerEpoch !== null && stepsPerEpoch > 1
}

/** The last loss is that before the last update, or the one that showed a divergence. */
function lossOf(run: RunSummary): string {
  const step = formatCount(divergedStep(run) ?? run.step)
  return hasBatches(run) ? `batch of step ${step}` : `step ${step}`
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
