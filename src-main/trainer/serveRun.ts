/**
 * Trains one run for the parent, or again to verify it: frames until it has ended, with pause, go on, stop and fewer
 * threads in between.
 *
 * `paused` is said once everything up to the last step is on its way, with a checkpoint of it: what is paused can be
 * killed, and loses nothing. At most four frames are under way: the loop waits until the parent says that it has stored
 * them. Messages are heard while the loop breathes, between two frames.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { InvariantError } from '../contract/assertNever'
import type { JobMessage, Outcome, Prepared, Task, ToTrainer } from '../contract/trainerMessages'
import type { StartFollowers } from './threads/startFollowers'
import { type TrainingControl, type TrainingEvent, train } from './train'

type RunTask = Extract<Task, { kind: 'train' | 'verify' }>
type PausedEvent = Omit<Extract<JobMessage, { type: 'paused' }>, 'job'>
/** What is said of a run on the way to its end. */
export type RunEvent = Exclude<TrainingEvent, { type: 'finished' }> | PausedEvent

const mostFramesUnderWay = 4
/** Steps times elements: such a run may be over before anybody could look, and its steps are short in any case. */
const shortRun = 1_000_000

/** asked: where it is has to be kept; keeping: it is about to be sent; held: the parent has been told. */
type Pause = 'none' | 'asked' | 'keeping' | 'held'

export class ServedRun {
  readonly #tell: (event: RunEvent) => void
  readonly #startFollowers: StartFollowers
  #pause: Pause = 'none'
  #isStopRequested = false
  #isAloneWanted = false
  #framesSent = 0
  #framesStored = 0
  #wake: () => void = () => undefined
  /** Goes with what follows it, so that it and a short run's only frame and end are stored at once. */
  #withheld: Prepared | null = null
  /** The last one told of. */
  lastStep = 0

  constructor(tell: (event: RunEvent) => void, startFollowers: StartFollowers) {
    this.#tell = tell
    this.#startFollowers = startFollowers
  }

  hear(message: Exclude<ToTrainer, { type: 'job' }>): void {
    if (message.type === 'pause') this.#setPause(this.#pause === 'none' ? 'asked' : this.#pause)
    if (message.type === 'continue') this.#setPause('none')
    if (message.type === 'stop') this.#isStopRequested = true
    if (message.type === 'goAlone') this.#isAloneWanted = true
    if (message.type === 'stored') this.#framesStored = message.frames
    this.#wake()
  }

  /** Settles when the run has ended and nothing of it is left: no thread, no generator. */
  async train(task: RunTask): Promise<Outcome> {
    const checkpoint = task.kind === 'train' ? task.checkpoint : undefined
    this.lastStep = checkpoint?.step ?? 0
    const control: TrainingControl = {
      nowMs: () => performance.now(),
      isStopRequested: () => this.#isStopRequested,
      isAloneWanted: () => this.#isAloneWanted,
      stopAfter: task.kind === 'verify' ? task.stopAfter : undefined,
      breathe: () => this.#breathe(),
      isKeepWanted: () => this.#pause === 'keeping',
    }
    const team = { threads: task.threads, start: this.#startFollowers }
    let outcome: Outcome | undefined
    try {
      for await (const event of train(task.experiment, control, task.backend, team, checkpoint)) {
        if (event.type === 'finished') outcome = event.outcome
        else if (event.type === 'prepared' && isShort(event)) this.#withheld = event
        else this.#say(event)
      }
    } finally {
      this.#sayWithheld()
    }
    if (outcome === undefined) throw new InvariantError('a run ended without an outcome')
    return outcome
  }

  #sayWithheld(): void {
    const event = this.#withheld
    this.#withheld = null
    if (event !== null) this.#tell(event)
  }

  #say(event: RunEvent): void {
    this.#sayWithheld()
    if (event.type === 'frame') {
      this.#framesSent++
      this.lastStep = event.frame.step
    }
    this.#tell(event)
  }

  async #breathe(): Promise<void> {
    if (this.#pause === 'keeping') this.#setPause('held')
    await nextTurn()
    while (this.#isHeld()) {
      if (this.#pause === 'asked' && !this.#isFull()) {
        this.#setPause('keeping')
        return
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #isFull(): boolean {
    return this.#framesSent - this.#framesStored >= mostFramesUnderWay
  }

  #isHeld(): boolean {
    return !this.#isStopRequested && (this.#pause !== 'none' || this.#isFull())
  }

  #setPause(next: Pause): void {
    this.#pause = next
    if (next === 'none' || next === 'held') this.#say({ type: 'paused', isPaused: next === 'held' })
  }
}

function isShort({ totalSteps, parameters }: Prepared): boolean {
  const elements = parameters.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0)
  return totalSteps * elements <= shortRun
}
