/** How a run ended, with its parameters and what the validation and test parts say of them. */
import type { LabError } from '../contract/errors'
import { isOfResult } from '../contract/snapshot'
import type { Outcome } from '../contract/trainerMessages'
import { takeCheckpoint } from './checkpoints'
import { parameterDigest } from './parameterDigest'
import type { Run } from './prepareRun'
import type { Progress } from './progress'
import { takeMoment } from './runState'
import type { Stopwatch } from './stopwatch'

/**
 * A completed run was evaluated on validation at its last step; a stopped one is evaluated now, and its values are no
 * row of any series, since where it stopped is not of the experiment. A diverged run keeps the last it had. Where a
 * stopped run goes on, and what it ended on, are the same arrays.
 */
export function outcomeOf(
  run: Run,
  status: Outcome['status'],
  progress: Readonly<Progress>,
  divergence: LabError | null,
  stopwatch: Stopwatch,
): Outcome {
  const checkpoint = status === 'stopped' ? takeCheckpoint(run, progress, stopwatch.elapsedMs) : undefined
  stopwatch.start()
  if (status === 'stopped' && progress.step > 0) run.evaluate('validation')
  const validation = run.latestValidation()
  const test = status === 'diverged' || progress.step === 0 ? null : run.evaluate('test')
  stopwatch.stop()
  return {
    status,
    step: progress.step,
    elapsedMs: stopwatch.elapsedMs,
    trainingLoss: progress.trainingLoss,
    bestTrainingLoss: progress.bestTrainingLoss,
    validationLoss: validation?.loss ?? null,
    validationAccuracy: validation?.accuracy ?? null,
    testLoss: test?.loss ?? null,
    testAccuracy: test?.accuracy ?? null,
    parameterDigest: parameterDigest(run.arena),
    threadsLeftAt: progress.threadsLeftAt,
    result: checkpoint?.arrays.filter(isOfResult) ?? takeMoment(run),
    divergence,
    ...(checkpoint && { checkpoint }),
  }
}
