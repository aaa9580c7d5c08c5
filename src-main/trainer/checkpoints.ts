/** A run between two steps as a checkpoint, and back. */
import { InvariantError } from '../contract/assertNever'
import { type Checkpoint, checkpointFormat } from '../contract/checkpoint'
import type { Run } from './prepareRun'
import type { Progress } from './progress'
import { putState, takeState } from './runState'

/** Undefined before the first step: there is nothing to go on from. Copies. */
export function takeCheckpoint(run: Run, progress: Readonly<Progress>, elapsedMs: number): Checkpoint | undefined {
  const { step, firstLoss, trainingLoss, bestTrainingLoss } = progress
  if (step === 0 || firstLoss === null || trainingLoss === null) return undefined
  const validation = run.latestValidation()
  return {
    format: checkpointFormat,
    step,
    elapsedMs,
    firstLoss,
    trainingLoss,
    bestTrainingLoss,
    validationLoss: validation?.loss ?? null,
    validationAccuracy: validation?.accuracy ?? null,
    arrays: takeState(run),
  }
}

/**
 * Puts a run that has made no step where another one was.
 *
 * @throws InvariantError when it is the checkpoint of another experiment
 */
export function restoreCheckpoint(run: Run, progress: Progress, checkpoint: Checkpoint): void {
  if (checkpoint.step > run.totalSteps) {
    throw new InvariantError(`checkpoint.step = ${checkpoint.step}, must be at most ${run.totalSteps}`)
  }
  putState(run, checkpoint.arrays)
  const { step, firstLoss, trainingLoss, bestTrainingLoss, validationLoss: loss } = checkpoint
  Object.assign(progress, { step, firstLoss, trainingLoss, bestTrainingLoss })
  run.rememberValidation(loss === null ? null : { loss, accuracy: checkpoint.validationAccuracy })
}
