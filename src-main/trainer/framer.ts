/**
 * The frames of a run, each with all rows and kept moments since the last one; now and then with a checkpoint of the
 * step it ends with.
 */
import type { Checkpoint } from '../contract/snapshot'
import type { FrameMessage } from '../contract/trainerMessages'
import { CheckpointPace, takeCheckpoint } from './checkpoints'
import type { KeptMoments } from './keptMoments'
import type { Run } from './prepareRun'
import type { Progress } from './progress'
import { stateBytes } from './runState'
import type { Stopwatch } from './stopwatch'

export class Framer {
  readonly #run: Run
  readonly #progress: Readonly<Progress>
  readonly #stopwatch: Stopwatch
  readonly #pace: CheckpointPace
  readonly #moments: KeptMoments
  #stepsPerSecond = 0

  /** @param nowMs - a clock that never goes back */
  constructor(run: Run, progress: Readonly<Progress>, moments: KeptMoments, stopwatch: Stopwatch, nowMs: () => number) {
    this.#run = run
    this.#moments = moments
    this.#progress = progress
    this.#stopwatch = stopwatch
    this.#pace = new CheckpointPace(stateBytes(run), nowMs, progress.step)
  }

  /** @param canGoOn - whether there is a step left to go on with */
  next(stepsPerSecond: number, canGoOn: boolean): FrameMessage {
    this.#stepsPerSecond = stepsPerSecond
    return this.#frame(canGoOn && this.#pace.isDue() ? this.#checkpoint() : undefined)
  }

  /** Between two frames of a run that can go on: its last step for keeps; null where it is kept already. */
  keep(): FrameMessage | null {
    return this.#pace.isKept(this.#progress.step) ? null : this.#frame(this.#checkpoint())
  }

  #checkpoint(): Checkpoint | undefined {
    this.#pace.keep(this.#progress.step)
    return takeCheckpoint(this.#run, this.#progress, this.#stopwatch.elapsedMs)
  }

  #frame(checkpoint: Checkpoint | undefined): FrameMessage {
    const { step, trainingLoss, bestTrainingLoss } = this.#progress
    const validation = this.#run.latestValidation()
    const kept = this.#moments.drain()
    return {
      type: 'frame',
      frame: {
        step,
        elapsedMs: this.#stopwatch.elapsedMs,
        stepsPerSecond: this.#stepsPerSecond,
        rows: this.#run.recorder.take(),
      },
      trainingLoss,
      bestTrainingLoss,
      validationLoss: validation?.loss ?? null,
      validationAccuracy: validation?.accuracy ?? null,
      ...(checkpoint && { checkpoint }),
      ...(kept.length > 0 && { kept: [...kept] }),
    }
  }
}
