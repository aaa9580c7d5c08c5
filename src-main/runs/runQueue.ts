/**
 * Starts queued runs in order, as many at once as allowed, and stores what their trainers send.
 *
 * A run with a checkpoint goes on from it. It stays queued, and nothing of it is touched, until its trainer has shown
 * that it has the same data and the same engine.
 *
 * Invariant: persist, then publish.
 */
import { InvariantError } from '../contract/assertNever'
import type { Backend } from '../contract/backend'
import type { Registry } from '../contract/definition'
import { type LabError, LabFailure } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { failure, type Result, success } from '../contract/result'
import type { RunSummary } from '../contract/run'
import { growthOf } from '../contract/series'
import type { FrameMessage, Prepared } from '../contract/trainerMessages'
import type { TrainerHost } from '../jobs/trainerHost'
import { type SessionEnd, type SessionListener, startSession, type TrainerSession } from '../jobs/trainerSession'
import { appendFrame } from '../store/appendFrame'
import { failRun } from '../store/finishRun'
import type { WritableLabFile } from '../store/labFile'
import { goOnFromCheckpoint, leaveQueue } from '../store/resumeRun'
import { readQueuedRuns } from '../store/runs/queue'
import { readRun } from '../store/runs/readRuns'
import { recordPrepared, setPaused, startRun } from '../store/runs/runStatus'
import { readCheckpoint } from '../store/snapshots'
import { storeFailure } from '../store/storeFailure'
import type { Announcer } from './announcer'
import { errorOfEnd } from './errorOfEnd'
import { refusalOfResumption } from './refusalOfResumption'
import { storeEnd } from './storeEnd'

/** A trainer that leaves is killed before; a killed one is gone in milliseconds, and else must not keep the app open. */
const exitPatienceMs = 5000

export interface RunQueueOptions {
  readonly labFile: WritableLabFile
  readonly host: TrainerHost
  readonly backend: Backend
  readonly registry: Registry
  readonly announcer: Announcer
  readonly nowMs: () => number
  /** Trainers at work that are none of the queue's. */
  readonly trainersBeside: () => number
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
  /** Runs whose trainers have not gone on yet, as they were. */
  readonly #resuming = new Map<RunId, RunSummary>()
  /** Who waits for a run to go on. */
  readonly #waiting = new Map<RunId, (answer: Result<undefined>) => void>()
  /** Runs that could not be resumed: no second time unasked. */
  readonly #refused = new Set<RunId>()
  #isClosed = false
  /** The lab file took no start: waiting for more of them would be waiting for ever. */
  #isBlocked = false

  constructor(options: RunQueueOptions) {
    this.#options = options
  }

  session(run: RunId): TrainerSession | undefined {
    return this.#sessions.get(run)
  }

  /** Settles when the queued run trains again, or was refused, or left the queue. */
  resumption(run: RunId): Promise<Result<undefined>> {
    this.#refused.delete(run)
    return new Promise((resolve) => this.#waiting.set(run, resolve))
  }

  /** Ends the trainer of a run that has left the queue before it went on; it has touched nothing. */
  abandon(run: RunId): void {
    if (this.#resuming.has(run)) this.#sessions.get(run)?.kill()
  }

  isResuming(run: RunId): boolean {
    return this.#resuming.has(run)
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
      const isAlone = this.#trainers() === 0 && (concurrency === 1 || queued.length === 1)
      this.#start(run, isAlone ? threads : 1, threads)
      started += 1
    }
    if (this.#trainers() > 1) for (const session of this.#sessions.values()) session.goAlone()
    for (const run of [...this.#waiting.keys()]) {
      if (!queued.includes(run) && !this.#sessions.has(run)) this.#answer(run, success(undefined))
    }
    if (started > 0) this.#options.announcer.changed(queued)
  }

  /** Ends every trainer; their runs become `interrupted`, kept where they are. Settles when the processes are gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const run of [...this.#waiting.keys()]) this.#answer(run, success(undefined))
    const leaving = [...this.#leaving, ...[...this.#sessions.values()].map(({ gone }) => gone)]
    for (const session of [...this.#sessions.values()]) session.leave()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, exitPatienceMs)
    })
    await Promise.race([Promise.all(leaving), patience])
    clearTimeout(timer)
  }

  #trainers(): number {
    return this.#sessions.size + this.#options.trainersBeside()
  }

  #queued(): RunId[] {
    const { labFile, isOurs } = this.#options
    const queued = labFile.attempt(() => readQueuedRuns(labFile.db))
    const isFree = (run: RunId): boolean => isOurs(run) && !this.#sessions.has(run) && !this.#refused.has(run)
    return queued.ok ? queued.value.filter(isFree) : []
  }

  /** @param asked - threads that it would have by itself */
  #start(run: RunId, threads: number, asked: number): void {
    const { labFile, host, backend, stopPatienceMs, nowMs } = this.#options
    const saved = readRun(labFile.db, run)
    if (saved === undefined) throw new InvariantError(`run ${run} is queued and is not there`)
    const isResumed = saved.checkpointStep !== null
    if (!isResumed) this.#isBlocked = !this.#store(() => startRun(labFile.db, run, nowMs()))
    if (this.#isBlocked) return
    if (isResumed) this.#resuming.set(run, saved)
    try {
      const checkpoint = isResumed ? readCheckpoint(labFile.db, run) : undefined
      const computing = { backend, threads }
      const listener = this.#listener(run, asked)
      const session = startSession(host, saved.experiment, computing, listener, stopPatienceMs, { checkpoint })
      this.#sessions.set(run, session)
    } catch (thrown) {
      const message = `its process could not be started: ${thrown instanceof Error ? thrown.message : String(thrown)}`
      const ofFile = storeFailure(labFile.file, thrown)
      const error: LabError = ofFile ?? { kind: 'trainerFailed', message, lastStep: saved.step }
      if (isResumed) this.#refuse(run, error)
      else this.#store(() => failRun(labFile.db, run, error, nowMs()))
    }
  }

  #listener(run: RunId, askedThreads: number): SessionListener {
    const { labFile, announcer, onPrepared } = this.#options
    return {
      onPrepared: (said) => {
        // what its trainer was not asked for it has no reason to give
        const isWithheld = said.threadsShortfall === null && said.threads < askedThreads
        const message: Prepared = isWithheld ? { ...said, threadsShortfall: { kind: 'notAlone' } } : said
        const saved = this.#resuming.get(run)
        if (saved === undefined) recordPrepared(labFile.db, run, message)
        else this.#goOn(run, saved, message)
        announcer.changed([run])
        onPrepared(run, message)
      },
      onFrame: (message: FrameMessage) => {
        appendFrame(labFile.db, run, message.frame, message)
        announcer.grown(run, growthOf(message.frame))
      },
      onPaused: (isPaused) => {
        setPaused(labFile.db, run, isPaused)
        announcer.changed([run])
      },
      onEnd: (end) => this.#end(run, end),
    }
  }

  /** @throws LabFailure when it would not be the same run */
  #goOn(run: RunId, saved: RunSummary, message: Prepared): void {
    const { labFile, registry } = this.#options
    const refusal = refusalOfResumption(saved, message, registry)
    if (refusal !== null) throw new LabFailure(refusal)
    goOnFromCheckpoint(labFile.db, run, message)
    this.#resuming.delete(run)
    this.#answer(run, success(undefined))
  }

  /** The run is left as it was. */
  #refuse(run: RunId, error: LabError): void {
    const { labFile, nowMs } = this.#options
    this.#refused.add(run)
    this.#resuming.delete(run)
    this.#store(() => leaveQueue(labFile.db, run, nowMs()))
    this.#answer(run, failure(error))
  }

  #answer(run: RunId, answer: Result<undefined>): void {
    this.#waiting.get(run)?.(answer)
    this.#waiting.delete(run)
  }

  #end(run: RunId, end: SessionEnd): void {
    const { labFile, announcer, onSettled, registry } = this.#options
    const session = this.#sessions.get(run)
    this.#sessions.delete(run)
    if (session !== undefined) {
      this.#leaving.add(session.gone)
      void session.gone.then(() => this.#leaving.delete(session.gone))
    }
    const refusal = end.kind === 'refused' ? storeFailure(labFile.file, end.thrown) : undefined
    const saved = this.#resuming.get(run)
    if (refusal !== undefined && saved === undefined) this.#options.onStoreFailure(refusal)
    if (saved === undefined) this.#storeEnd(run, end)
    // One that is killed has left the queue already, or is to go on another time.
    else if (end.kind === 'killed') this.#resuming.delete(run)
    else this.#refuse(run, refusal ?? errorOfEnd(end, saved, registry, 'resumption'))
    announcer.changed([run])
    onSettled()
  }

  #storeEnd(run: RunId, end: SessionEnd): void {
    const { labFile, nowMs, onStoreFailure } = this.#options
    const stored = labFile.attempt(() => storeEnd(labFile, run, end, nowMs()))
    if (stored.ok) return
    onStoreFailure(stored.error)
    this.#store(() => failRun(labFile.db, run, stored.error, nowMs()))
  }

  /** @returns whether it is stored; when not, the owner has been told. */
  #store(body: () => void): boolean {
    const result = this.#options.labFile.attempt(body)
    if (!result.ok) this.#options.onStoreFailure(result.error)
    return result.ok
  }
}
