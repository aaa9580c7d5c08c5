/**
 * One job of a trainer from start to end: the protocol of `contract/trainerMessages.ts`, seen from main.
 *
 *   train, verify     (job) → prepared → frame → (stored) … → finished | failed
 *   checkGradients    (job) → checking … → checked | failed
 *
 * Invariants: a frame is answered only after its listener has stored it; there is exactly one end. A trainer goes back to
 * the pool after an end that leaves it clean, and is killed after any other; one that dies fails its own job only. A warm
 * one that dies before it said a word of the job had been dying already: the job begins anew with a new one.
 */
import { assertNever } from '../contract/assertNever'
import type { LabError } from '../contract/errors'
import type { GradientCheck, GradientProgress } from '../contract/gradientCheck'
import type { FrameMessage, JobMessage, Outcome, Prepared, Task } from '../contract/trainerMessages'
import type { JobLine, Trainer, TrainerPool } from './trainerPool'

export type JobEnd =
  /** Of `train` and `verify`. */
  | { readonly kind: 'finished'; readonly outcome: Outcome }
  /** Of `checkGradients`. */
  | { readonly kind: 'checked'; readonly check: GradientCheck }
  | { readonly kind: 'failed'; readonly error: LabError }
  /** The process ended without being asked to. */
  | { readonly kind: 'exited'; readonly code: number | null }
  /** A message that is none, or one at the wrong time: part of a sentence. */
  | { readonly kind: 'broken'; readonly message: string }
  /** Asked to stop, and killed because no answer came. */
  | { readonly kind: 'unanswered' }
  /** Killed by `kill` or `leave`, or taken out of the queue. */
  | { readonly kind: 'killed' }
  /** What it sent could not be stored, or a listener threw; or no process could be started. */
  | { readonly kind: 'refused'; readonly thrown: unknown }

export interface JobListener {
  onPrepared?(message: Prepared): void
  /** @param stored - to be called when the frame is stored, now or later; the trainer stops after four unanswered frames */
  onFrame?(message: FrameMessage, stored: () => void): void
  onPaused?(isPaused: boolean): void
  onProgress?(progress: GradientProgress): void
  /** Once. */
  onEnd(end: JobEnd): void
}

/** A step and a last evaluation take less; after that the trainer is taken for dead. */
const stopPatienceMs = 15_000
/** A step and a checkpoint take less; whoever closes the app is not to wait for more. */
const leavePatienceMs = 3000

export class JobSession {
  readonly #pool: TrainerPool
  readonly #task: Task
  readonly #listener: JobListener
  readonly #patienceMs: number
  #trainer: Trainer
  #job = 0
  /** The trainer has the job; `#hasSpoken`: and has sent a message about it. */
  #isSent = false
  #hasSpoken = false
  #isPauseWanted = false
  #isPrepared = false
  #isHeld = false
  #isLeaving = false
  #threadsLeft: number
  #storedFrames = 0
  #hasEnded = false
  #patience: NodeJS.Timeout | undefined

  /**
   * @param patienceMs - for the answer to a stop
   * @throws Error when no process can be started
   */
  constructor(pool: TrainerPool, task: Task, listener: JobListener, patienceMs: number = stopPatienceMs) {
    this.#pool = pool
    this.#task = task
    this.#listener = listener
    this.#patienceMs = patienceMs
    this.#threadsLeft = threadsOf(task)
    this.#trainer = pool.take()
    this.#trainer.join(this.#line)
  }

  /** Threads that it has, at most. */
  get threads(): number {
    return this.#threadsLeft
  }

  pause(): void {
    this.#isPauseWanted = true
    this.#send('pause')
  }

  continue(): void {
    this.#isPauseWanted = false
    this.#send('continue')
  }

  stop(): void {
    if (this.#hasEnded || this.#patience !== undefined) return
    const giveUp = (): void => this.#finish({ kind: 'unanswered' })
    if (this.#isSent) {
      this.#send('stop')
      this.#patience = setTimeout(giveUp, this.#patienceMs)
    } else giveUp()
  }

  /** It goes on by one thread; nothing where it has no others. */
  goAlone(): void {
    if (this.#threadsLeft === 1) return
    this.#threadsLeft = 1
    this.#send('goAlone')
  }

  /** Killed once its last step is kept, so that the run can go on from there; soon in any case. */
  leave(): void {
    if (this.#hasEnded || this.#isLeaving) return
    if (!this.#isPrepared || this.#isHeld) {
      this.kill()
      return
    }
    this.#isLeaving = true
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => this.kill(), Math.min(this.#patienceMs, leavePatienceMs))
    // it says that it is held once everything up to there has been sent
    this.#send('pause')
  }

  kill(): void {
    this.#finish({ kind: 'killed' })
  }

  /** What it sent cannot be stored, such as on a full disk. */
  refuse(thrown: unknown): void {
    this.#finish({ kind: 'refused', thrown })
  }

  readonly #line: JobLine = {
    onReady: (job) => {
      this.#job = job
      this.#isSent = true
      const task = this.#task.kind === 'checkGradients' ? this.#task : { ...this.#task, threads: this.#threadsLeft }
      this.#trainer.send({ type: 'job', job, task })
      if (this.#isPauseWanted) this.#send('pause')
    },
    onMessage: (message) => {
      this.#hasSpoken = true
      this.#try(() => this.#receive(message))
    },
    onBroken: (message) => this.#finish({ kind: 'broken', message }),
    onExit: (code) => {
      if (!this.#trainer.isWarm || this.#hasSpoken) return this.#finish({ kind: 'exited', code })
      if (this.#patience !== undefined) return this.#finish({ kind: 'unanswered' })
      this.#isSent = false
      this.#try(() => {
        this.#trainer = this.#pool.take('new')
        this.#trainer.join(this.#line)
      })
    },
  }

  #receive(message: JobMessage): void {
    const listener = this.#listener
    switch (message.type) {
      case 'prepared':
        this.#isPrepared = true
        this.#threadsLeft = Math.min(this.#threadsLeft, message.threads)
        listener.onPrepared?.(message)
        break
      case 'frame':
        listener.onFrame?.(message, () => this.#answerFrame())
        break
      case 'paused':
        this.#isHeld = message.isPaused
        if (!this.#isLeaving) listener.onPaused?.(message.isPaused)
        else if (this.#isHeld) this.kill()
        break
      case 'checking':
        listener.onProgress?.(message.progress)
        break
      case 'finished':
        this.#finish({ kind: 'finished', outcome: message.outcome })
        break
      case 'checked':
        this.#finish({ kind: 'checked', check: message.check })
        break
      case 'failed':
        this.#finish({ kind: 'failed', error: message.error })
        break
      default:
        assertNever(message)
    }
  }

  #answerFrame(): void {
    this.#storedFrames += 1
    if (!this.#hasEnded) this.#trainer.send({ type: 'stored', job: this.#job, frames: this.#storedFrames })
  }

  #send(type: 'pause' | 'continue' | 'stop' | 'goAlone'): void {
    if (this.#isSent && !this.#hasEnded) this.#trainer.send({ type, job: this.#job })
  }

  #try(act: () => void): void {
    try {
      act()
    } catch (thrown) {
      this.#finish({ kind: 'refused', thrown })
    }
  }

  #finish(end: JobEnd): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    clearTimeout(this.#patience)
    this.#pool.giveBack(this.#trainer, isClean(end))
    this.#listener.onEnd(end)
  }
}

/** At most so many train it. */
export function threadsOf(task: Task): number {
  return task.kind === 'checkGradients' ? 1 : task.threads
}

/** Whether the trainer is as it was before the job. An error that nobody foresaw may have left anything behind. */
function isClean(end: JobEnd): boolean {
  if (end.kind === 'failed') return end.error.kind !== 'trainerFailed'
  return end.kind === 'finished' || end.kind === 'checked'
}
