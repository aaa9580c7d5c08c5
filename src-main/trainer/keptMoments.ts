/**
 * Moments that the document asks for (`diagnostics.keep`): parameters, slots and running statistics, copied after every
 * n-th step and after the last one. They change no row and no bit of a run.
 */
import { keepProblem } from '../contract/diagnosticSettings'
import { LabFailure } from '../contract/errors'
import type { Snapshot } from '../contract/snapshot'
import type { Run } from './prepareRun'
import { momentBytes, takeMoment } from './runState'

/** So that a frame stays small to store, however many are due in its time. */
const mostBytesOfAFrame = 2 ** 24

export class KeptMoments {
  readonly #run: Run
  readonly #every: number
  readonly #bytes: number
  #next: number
  #taken: Snapshot[] = []

  /**
   * @param every - 0 for none
   * @param step - where the run begins: 0, or that of the checkpoint it goes on from
   * @throws LabFailure `invalidInput` when it asks for more than a run may keep
   */
  constructor(run: Run, every: number, step: number) {
    this.#run = run
    this.#every = every
    this.#bytes = momentBytes(run)
    const problem = keepProblem(every, run.totalSteps, this.#bytes)
    if (problem !== null) throw new LabFailure({ kind: 'invalidInput', what: 'experiment', problems: [problem] })
    this.#next = this.#after(step)
  }

  /** After each step that was made and did not diverge. */
  look(step: number): void {
    if (step !== this.#next) return
    this.#taken.push({ step, arrays: takeMoment(this.#run) })
    this.#next = this.#after(step)
  }

  /** Whether there are enough of them for one frame. */
  isFull(): boolean {
    return this.#taken.length * this.#bytes >= mostBytesOfAFrame
  }

  /** Those since the last call. */
  drain(): readonly Snapshot[] {
    const taken = this.#taken
    this.#taken = []
    return taken
  }

  #after(step: number): number {
    if (this.#every === 0) return Number.POSITIVE_INFINITY
    const next = (Math.floor(step / this.#every) + 1) * this.#every
    return step < this.#run.totalSteps ? Math.min(next, this.#run.totalSteps) : Number.POSITIVE_INFINITY
  }
}
