/** Tells of runs as they go: JSON lines for scripts, a line at the start and the end for people, bars on a terminal. */
import type { RunId } from '../contract/identifiers'
import { isFinished, type RunRecord } from '../contract/run'
import { jsonLine } from './jsonText'
import { plainText } from './plainText'
import type { Progress } from './progress'
import { resultFacts } from './runFacts'
import { shortNumber } from './table'

export interface RunReporter {
  report(run: RunRecord): void
}

export function createRunReporter(progress: Progress, isJson: boolean): RunReporter {
  const started = new Set<RunId>()
  const finished = new Set<RunId>()
  return {
    report(run) {
      if (finished.has(run.id) || run.status === 'queued') return
      if (!started.has(run.id)) {
        started.add(run.id)
        if (isJson) progress.say(jsonLine({ event: 'started', run: run.id, name: run.name, seed: run.seed }))
      }
      progress.show(run)
      if (isFinished(run.status)) {
        finished.add(run.id)
        progress.say(isJson ? jsonLine({ event: 'finished', ...resultFacts(run) }) : resultSentence(run))
      } else if (isJson) {
        progress.say(jsonLine(progressFacts(run)))
      }
    },
  }
}

function progressFacts(run: RunRecord) {
  return {
    event: 'progress',
    run: run.id,
    step: run.step,
    totalSteps: run.totalSteps ?? undefined,
    stepsPerSecond: run.stepsPerSecond ?? undefined,
    trainingLoss: run.trainingLoss ?? undefined,
    validationLoss: run.validationLoss ?? undefined,
    validationAccuracy: run.validationAccuracy ?? undefined,
  }
}

function resultSentence(run: RunRecord): string {
  const facts = resultFacts(run)
  const parts = [
    `run ${run.id} (${plainText(run.name)}, seed ${run.seed}) ${run.status} at step ${run.step}`,
    run.trainingLoss === null ? '' : `training loss ${shortNumber(run.trainingLoss)}`,
    run.validationLoss === null ? '' : `validation loss ${shortNumber(run.validationLoss)}`,
    run.testAccuracy === null ? '' : `test accuracy ${shortNumber(run.testAccuracy)}`,
    plainText(facts.failure ?? ''),
    run.parameterDigest ?? '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
