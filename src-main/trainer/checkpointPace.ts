/** When the checkpoints of a run are due, by the clock. It changes no bit of a run. */
import { checkpointIntervalMs } from './checkpointIntervalMs'

export class CheckpointPace {
  readonly #intervalMs: number
  readonly #nowMs: () => number
  #keptAtMs: number
  #keptStep: number

  /**
   * @param bytes - of one checkpoint
   * @param step - where the run begins: 0, or that of the checkpoint it goes on from
   */
  constructor(bytes: number, nowMs: () => number, step: number) {
    this.#intervalMs = checkpointIntervalMs(bytes)
    this.#nowMs = nowMs
    this.#keptAtMs = nowMs()
    this.#keptStep = step
  }

  isDue(): boolean {
    return this.#nowMs() - this.#keptAtMs >= this.#intervalMs
  }

  /** Whether there is nothing to keep that is not kept. */
  isKept(step: number): boolean {
    return step === this.#keptStep
  }

  keep(step: number): void {
    this.#keptAtMs = this.#nowMs()
    this.#keptStep = step
  }
}
