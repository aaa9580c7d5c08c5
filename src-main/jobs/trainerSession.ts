/**
 * One trainer process from start to end: the protocol of `contract/trainerMessages.ts`, seen from main.
 *
 *   ready → (start) → prepared → frame → (stored) … → finished | failed → (kill)
 *
 * Invariants: every message is parsed; a frame is answered only after its listener has stored it; there is exactly one
 * end, and main ends the process, so that the last message is never lost.
 */

import { assertNever } from '../contract/assertNever'
import type { Backend } from '../contract/backend'
import type { LabError } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import { pathText } from '../contract/experiment'
import type { Checkpoint } from '../contract/snapshot'
import {
  type FrameMessage,
  type FromTrainer,
  fromTrainerSchema,
  type Outcome,
  type Prepared,
} from '../contract/trainerMessages'
import type { TrainerHost } from './trainerHost'

export type SessionEnd =
  | { readonly kind: 'finished'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly error: LabError }
  /** The process ended without being asked to. */
  | { readonly kind: 'exited'; readonly code: number | null }
  /** A message that is none, or one at the wrong time. */
  | { readonly kind: 'broken'; readonly message: string }
  /** Asked to stop, and killed because no answer came. */
  | { readonly kind: 'unanswered' }
  /** Killed by `kill`. */
  | { readonly kind: 'killed' }
  /** A listener threw, such as on a full disk. */
  | { readonly kind: 'refused'; readonly thrown: unknown }

export interface SessionListener {
  onPrepared(message: Prepared): void
  /** Stores the frame; the trainer is told so when this returns. */
  onFrame(message: FrameMessage): void
  onPaused(isPaused: boolean): void
  /** Once. */
  onEnd(end: SessionEnd): void
}

export interface TrainerSession {
  pause(): void
  continue(): void
  stop(): void
  /** It goes on by one thread; nothing where it has no others. */
  goAlone(): void
  /** Killed once its last step is kept, so that the run can go on from there; soon in any case. */
  leave(): void
  kill(): void
  /** Settles when the process is gone. */
  readonly gone: Promise<void>
}

/** What trains a run, none of which changes a bit of it. */
export interface Computing {
  readonly backend: Backend
  /** at most so many */
  readonly threads: number
}

/** What of a run is trained; all of it when left out. */
export interface Stretch {
  /** where to go on */
  readonly checkpoint?: Checkpoint | undefined
  /** the session ends as stopped once so many steps are made */
  readonly stopAfter?: number
}

/** A step and a last evaluation take less; after that the trainer is taken for dead. */
const stopPatienceMs = 15_000
/** A step and a checkpoint take less; whoever closes the app is not to wait for more. */
const leavePatienceMs = 3000

/** @throws whatever the host throws when it cannot start a process. */
export function startSession(
  host: TrainerHost,
  experiment: Experiment,
  { backend, threads }: Computing,
  listener: SessionListener,
  patienceMs: number = stopPatienceMs,
  stretch: Stretch = {},
): TrainerSession {
  const trainer = host.start()
  let isStarted = false
  let isPauseWanted = false
  let isPrepared = false
  let isHeld = false
  let isLeaving = false
  let threadsLeft = threads
  let storedFrames = 0
  let hasEnded = false
  let patience: NodeJS.Timeout | undefined

  const finish = (end: SessionEnd): void => {
    if (hasEnded) return
    hasEnded = true
    clearTimeout(patience)
    if (end.kind !== 'exited') trainer.kill()
    listener.onEnd(end)
  }

  const receive = (message: FromTrainer): void => {
    switch (message.type) {
      case 'ready':
        isStarted = true
        trainer.send({ type: 'start', experiment, backend, threads: threadsLeft, ...stretch })
        if (isPauseWanted) trainer.send({ type: 'pause' })
        return
      case 'prepared':
        isPrepared = true
        listener.onPrepared(message)
        return
      case 'frame':
        listener.onFrame(message)
        storedFrames += 1
        trainer.send({ type: 'stored', frames: storedFrames })
        return
      case 'paused':
        isHeld = message.isPaused
        if (!isLeaving) listener.onPaused(isHeld)
        else if (isHeld) finish({ kind: 'killed' })
        return
      case 'finished':
        finish({ kind: 'finished', outcome: message.outcome })
        return
      case 'failed':
        finish({ kind: 'failed', error: message.error })
        return
      default:
        assertNever(message)
    }
  }

  trainer.onMessage((given) => {
    if (hasEnded) return
    const parsed = fromTrainerSchema.safeParse(given)
    if (!parsed.success) {
      const problem = parsed.error.issues[0]
      finish({ kind: 'broken', message: `sent a message with ${pathText(problem?.path ?? [])}: ${problem?.message}` })
      return
    }
    try {
      receive(parsed.data)
    } catch (thrown) {
      finish({ kind: 'refused', thrown })
    }
  })

  const gone = new Promise<void>((resolve) => {
    trainer.onExit(({ code }) => {
      finish({ kind: 'exited', code })
      resolve()
    })
  })

  return {
    gone,
    pause: () => {
      isPauseWanted = true
      if (isStarted && !hasEnded) trainer.send({ type: 'pause' })
    },
    continue: () => {
      isPauseWanted = false
      if (isStarted && !hasEnded) trainer.send({ type: 'continue' })
    },
    stop: () => {
      if (hasEnded || patience !== undefined) return
      if (!isStarted) {
        finish({ kind: 'unanswered' })
        return
      }
      trainer.send({ type: 'stop' })
      patience = setTimeout(() => finish({ kind: 'unanswered' }), patienceMs)
    },
    goAlone: () => {
      if (threadsLeft === 1) return
      threadsLeft = 1
      if (isStarted && !hasEnded) trainer.send({ type: 'goAlone' })
    },
    leave: () => {
      if (hasEnded || isLeaving) return
      if (!isPrepared || isHeld) {
        finish({ kind: 'killed' })
        return
      }
      isLeaving = true
      clearTimeout(patience)
      patience = setTimeout(() => finish({ kind: 'killed' }), Math.min(patienceMs, leavePatienceMs))
      // it says that it is held once everything up to there has been sent
      trainer.send({ type: 'pause' })
    },
    kill: () => finish({ kind: 'killed' }),
  }
}
