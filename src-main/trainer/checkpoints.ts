/** A run between two steps as a checkpoint, and back; and when checkpoints are due. */
import { InvariantError } from '../contract/assertNever'
import { type Checkpoint, checkpointFormat } from '../contract/snapshot'
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
 * @throws InvariantError when it is the checkpoint of another experiment; nothing is changed then
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

/** So early that a run that is killed in its first second has something to go on from. */
const firstMs = 250
const bytesPerMs = 400
const shortestMs = 1000
const longestMs = 30_000

/**
 * How far apart the checkpoints of a run are, by the clock: what a run that is killed loses at most.
 *
 * As often as once a second where little is kept, and every half minute where it is much: in between, 400 bytes are
 * written a millisecond, which a disk and the one writer do not notice.
 *
 * @param bytes - of one checkpoint
 */
export function checkpointIntervalMs(bytes: number): number {
  return Math.min(longestMs, Math.max(shortestMs, bytes / bytesPerMs))
}

/** When the checkpoints of a run are due, by the clock. It changes no bit of a run. */
export class CheckpointPace {
  readonly #intervalMs: number
  readonly #nowMs: () => number
  #dueAtMs: number
  #keptStep: number

  /**
   * @param bytes - of one checkpoint
   * @param step - where the run begins: 0, or that of the checkpoint it goes on from
   */
  constructor(bytes: number, nowMs: () => number, step: number) {
    this.#intervalMs = checkpointIntervalMs(bytes)
    this.#nowMs = nowMs
    this.#dueAtMs = nowMs() + firstMs
    this.#keptStep = step
  }

  isDue(): boolean {
    return this.#nowMs() >= this.#dueAtMs
  }

  /** Whether this step already has a checkpoint. */
  isKept(step: number): boolean {
    return step === this.#keptStep
  }

  keep(step: number): void {
    this.#dueAtMs = this.#nowMs() + this.#intervalMs
    this.#keptStep = step
  }
}
