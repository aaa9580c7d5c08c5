/**
 * Starts queued runs in order, as many at once as allowed, and stores what their trainers send.
 *
 * Invariant: persist, then publish.
 */
import { InvariantError } from '../contract/assertNever'
import type { Backend } from '../contract/backend'
import type { LabError } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import type { FrameMessage, Prepared } from '../contract/trainerMessages'
import { appendFrame } from '../store/appendFrame'
import { failRun } from '../store/finishRun'
import type { WritableLabFile } from '../store/labFile'
import { readRun } from '../store/listRuns'
import { readQueuedRuns } from '../store/queue'
import { recordPrepared, setPaused, startRun } from '../store/runStatus'
import { storeFailure } from '../store/storeFailure'
import type { Announcer } from './announcer'
import { storeEnd } from './storeEnd'
import type { TrainerHost } from './trainerHost'
import { type SessionEnd, type SessionListener, startSession, type TrainerSession } from './trainerSession'

/** A killed process is gone in milliseconds; one that is not must not keep the app from closing. */
const exitPatienceMs = 5000

export interface RunQueueOptions {
  readonly labFile: WritableLabFile
  readonly host: TrainerHost
  readonly backend: Backend
  readonly announcer: Announcer
  readonly nowMs: () => number
  /** Whether a queued run is this service's to start. */
  readonly isOurs: (run: RunId) => boolean
  readonly stopPatienceMs: number | undefined
  readonly onStoreFailure: (error: LabError) => void
  /** Told what trains a run, and why it is less than was asked for. */
  readonly onPrepared: (run: RunId, message: Prepared) => void
  /** Called when a run has ended: its place is free. */
  readonly onSettled: () => void
}

export class RunQueue {
  readonly #options: RunQueueOptions
  readonly #sessions = new Map<RunId, TrainerSession>()
  /** Processes that were told to end and have not yet. */
  readonly #leaving = new Set<Promise<void>>()
  #isClosed = false
  /** The lab file took no start: waiting for more of them would be waiting for ever. */
  #isBlocked = false

  constructor(options: RunQueueOptions) {
    this.#options = options
  }

  session(run: RunId): TrainerSession | undefined {
    return this.#sessions.get(run)
  }

  /** Nothing of ours runs, and nothing of ours can be started. */
  isIdle(): boolean {
    return this.#sessions.size === 0 && (this.#isClosed || this.#isBlocked || this.#queued().length === 0)
  }

  /**
   * Starts what may be started.
   *
   * @param threads - of a run that trains by itself; one where another trains or is about to, for they would keep each
   *   other waiting. One that has several already goes on by one then.
   */
  fill(concurrency: number, threads: number): void {
    if (this.#isClosed) return
    this.#isBlocked = false
    const queued = this.#queued()
    let started = 0
    for (const run of queued) {
      if (this.#sessions.size >= concurrency || this.#isBlocked) break
      const isAlone = this.#sessions.size === 0 && (concurrency === 1 || queued.length === 1)
      this.#start(run, isAlone ? threads : 1, threads)
      started += 1
    }
    if (this.#sessions.size > 1) for (const session of this.#sessions.values()) session.goAlone()
    if (started > 0) this.#options.announcer.changed(queued)
  }

  /** Ends every trainer; their runs become `interrupted`. Settles when the processes are gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const session of [...this.#sessions.values()]) session.kill()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, exitPatienceMs)
    })
    await Promise.race([Promise.all(this.#leaving), patience])
    clearTimeout(timer)
  }

  #queued(): RunId[] {
    const { labFile, isOurs } = this.#options
    const queued = labFile.attempt(() => readQueuedRuns(labFile.db))
    return queued.ok ? queued.value.filter(isOurs) : []
  }

  /** @param asked - threads that it would have by itself */
  #start(run: RunId, threads: number, asked: number): void {
    const { labFile, host, backend, stopPatienceMs } = this.#options
    this.#isBlocked = !this.#store(() => startRun(labFile.db, run, this.#options.nowMs()))
    if (this.#isBlocked) return
    const experiment = readRun(labFile.db, run)?.experiment
    if (experiment === undefined) throw new InvariantError(`run ${run} was started and is not there`)
    try {
      const computing = { backend, threads }
      this.#sessions.set(run, startSession(host, experiment, computing, this.#listener(run, asked), stopPatienceMs))
    } catch (thrown) {
      const message = `its process could not be started: ${thrown instanceof Error ? thrown.message : String(thrown)}`
      this.#store(() =>
        failRun(labFile.db, run, { kind: 'trainerFailed', message, lastStep: 0 }, this.#options.nowMs()),
      )
    }
  }

  #listener(run: RunId, askedThreads: number): SessionListener {
    const { labFile, announcer, onPrepared } = this.#options
    return {
      onPrepared: (message) => {
        recordPrepared(labFile.db, run, message)
        announcer.changed([run])
        // what its trainer was not asked for it has no reason to give
        const isWithheld = message.threadsShortfall === null && message.threads < askedThreads
        onPrepared(run, isWithheld ? { ...message, threadsShortfall: { kind: 'notAlone' } } : message)
      },
      onFrame: (message: FrameMessage) => {
        appendFrame(labFile.db, run, message.frame, message)
        announcer.grown(run, message.frame.step)
      },
      onPaused: (isPaused) => {
        setPaused(labFile.db, run, isPaused)
        announcer.changed([run])
      },
      onEnd: (end) => this.#end(run, end),
    }
  }

  #end(run: RunId, end: SessionEnd): void {
    const { labFile, announcer, nowMs, onSettled } = this.#options
    const session = this.#sessions.get(run)
    this.#sessions.delete(run)
    if (session !== undefined) {
      this.#leaving.add(session.gone)
      void session.gone.then(() => this.#leaving.delete(session.gone))
    }
    const refusal = end.kind === 'refused' ? storeFailure(labFile.file, end.thrown) : undefined
    if (refusal !== undefined) this.#options.onStoreFailure(refusal)
    const stored = labFile.attempt(() => storeEnd(labFile, run, end, nowMs()))
    if (!stored.ok) {
      this.#options.onStoreFailure(stored.error)
      this.#store(() => failRun(labFile.db, run, stored.error, nowMs()))
    }
    announcer.changed([run])
    onSettled()
  }

  /** @returns whether it is stored; when not, the owner has been told. */
  #store(body: () => void): boolean {
    const result = this.#options.labFile.attempt(body)
    if (!result.ok) this.#options.onStoreFailure(result.error)
    return result.ok
  }
}
