/**
 * The runs among the jobs: starts queued ones in order, as the job queue has room for them, and stores what their trainers
 * send.
 *
 * A run that was queued again goes on from its checkpoint, or from its beginning where it has none. It stays queued, and
 * nothing of it is touched, until its trainer has shown that it has the same data and engine. Persist, then publish.
 */
import { InvariantError } from '../contract/assertNever'
import type { Backend } from '../contract/backend'
import type { Registry } from '../contract/definition'
import { type LabError, LabFailure } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { failure, type Result, success } from '../contract/result'
import type { RunSummary } from '../contract/run'
import { growthOf } from '../contract/series'
import type { Checkpoint } from '../contract/snapshot'
import type { Prepared } from '../contract/trainerMessages'
import type { JobRequest, JobSource, Room } from '../jobs/jobQueue'
import type { JobEnd, JobListener, JobSession } from '../jobs/jobSession'
import { appendFrame } from '../store/appendFrame'
import { failRun } from '../store/finishRun'
import type { WritableLabFile } from '../store/labFile'
import { goOnTraining, isQueuedAgain, leaveQueue } from '../store/resumeRun'
import { readQueuedRuns } from '../store/runs/queue'
import { readRun } from '../store/runs/readRuns'
import { recordPrepared, setPaused, startRun } from '../store/runs/runStatus'
import { readCheckpoint } from '../store/snapshots'
import { storeFailure } from '../store/storeFailure'
import type { Announcer } from './announcer'
import { refusalOfResumption } from './changedData'
import type { HeldWrites, Refusal } from './heldWrites'
import { errorOfEnd, storeEnd } from './jobEnds'

export interface RunQueueOptions {
  readonly labFile: WritableLabFile
  readonly writes: HeldWrites
  readonly backend: Backend
  readonly threads: () => number
  readonly registry: Registry
  readonly announcer: Announcer
  readonly nowMs: () => number
  /** Whether a queued run is this service's to start. */
  readonly isOurs: (run: RunId) => boolean
  readonly stopPatienceMs: number | undefined
  readonly onStoreFailure: (error: LabError) => void
  /** Told what trains a run, and why it is less than was asked for. */
  readonly onPrepared: (run: RunId, message: Prepared) => void
  readonly onSettled: () => void
}

/** A run whose job has begun and whose end is not stored yet. */
interface RunAtWork {
  session?: JobSession
  /** As it was, until its trainer goes on; undefined of one that begins. */
  resumed: RunSummary | undefined
  /** Whether it trains by what is stored, and is no longer as it was. */
  isRunning: boolean
  /** Its start could not be stored, so it is queued as it was. */
  isLeftQueued: boolean
  /** Why something of it could not be stored: then nothing after it is. */
  refusal: Refusal | null
  hasEnded: boolean
}

export class RunQueue implements JobSource {
  readonly #options: RunQueueOptions
  readonly #atWork = new Map<RunId, RunAtWork>()
  /** Who waits for a run to go on. */
  readonly #waiting = new Map<RunId, (answer: Result<undefined>) => void>()
  /** Runs that could not be resumed: no second time unasked. */
  readonly #refused = new Set<RunId>()
  #isClosed = false
  /** The lab file took no start: waiting for more of them would be waiting for ever. */
  #isBlocked = false
  #whenEnded: () => void = () => {}

  constructor(options: RunQueueOptions) {
    this.#options = options
  }

  session(run: RunId): JobSession | undefined {
    return this.#atWork.get(run)?.session
  }

  /** Settles when the queued run trains again, or was refused, or left the queue. */
  resumption(run: RunId): Promise<Result<undefined>> {
    this.#refused.delete(run)
    return new Promise((resolve) => this.#waiting.set(run, resolve))
  }

  #answer(run: RunId, answer: Result<undefined>): void {
    this.#waiting.get(run)?.(answer)
    this.#waiting.delete(run)
  }

  /** Ends the trainer of a run that has left the queue before it went on; it has touched nothing. */
  abandon(run: RunId): void {
    if (this.isResuming(run)) this.session(run)?.kill()
  }

  isResuming(run: RunId): boolean {
    return this.#atWork.get(run)?.resumed !== undefined
  }

  /** Nothing of ours runs, and nothing of ours can be started. */
  isIdle(): boolean {
    return this.#atWork.size === 0 && (this.#isClosed || this.#isBlocked || this.#queued().length === 0)
  }

  /** To be called when runs were queued, or left the queue, or the lab file may take starts again. */
  refresh(): void {
    if (this.#isClosed) return
    this.#isBlocked = false
    const queued = new Set(this.#queued())
    for (const run of [...this.#waiting.keys()]) {
      if (!queued.has(run) && !this.#atWork.has(run)) this.#answer(run, success(undefined))
    }
  }

  next({ cores, places }: Room): JobRequest | null {
    if (this.#isClosed || this.#isBlocked || this.#options.writes.held !== null) return null
    const queued = this.#queued()
    const asked = this.#options.threads()
    // each that can start beside it has a core of its own first
    const beside = Math.min(queued.length, places) - 1
    const threads = Math.max(1, Math.min(asked, cores - beside))
    for (const run of queued) {
      const request = this.#request(run, threads, asked)
      if (request !== null) return request
    }
    return null
  }

  /** Ends every trainer, once its run can go on from its last step; settles when all of them have ended. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const run of [...this.#waiting.keys()]) this.#answer(run, success(undefined))
    const ended = new Promise<void>((resolve) => {
      this.#whenEnded = resolve
    })
    for (const { session } of [...this.#atWork.values()]) session?.leave()
    this.#tellEnded()
    await ended
  }

  #queued(): RunId[] {
    const { labFile, isOurs } = this.#options
    const queued = labFile.attempt(() => readQueuedRuns(labFile.db))
    const all = queued.ok ? queued.value : []
    return all.filter((run) => isOurs(run) && !this.#atWork.has(run) && !this.#refused.has(run))
  }

  /** @param asked - threads that it would have if there were cores for them @returns null of one that is not started */
  #request(run: RunId, threads: number, asked: number): JobRequest | null {
    const { labFile, backend, stopPatienceMs } = this.#options
    const saved = readRun(labFile.db, run)
    if (saved === undefined) throw new InvariantError(`run ${run} is queued and missing`)
    const isResumed = isQueuedAgain(labFile.db, run)
    const checkpoint = isResumed ? this.#checkpointOf(run) : undefined
    if (checkpoint === null) return null
    const resumed = isResumed ? saved : undefined
    const atWork: RunAtWork = { resumed, isRunning: false, isLeftQueued: false, refusal: null, hasEnded: false }
    this.#atWork.set(run, atWork)
    if (!isResumed) this.#keepStart(run, atWork)
    return {
      task: { kind: 'train', experiment: saved.experiment, backend, threads, ...(checkpoint && { checkpoint }) },
      listener: this.#listener(run, atWork, asked),
      patienceMs: stopPatienceMs,
      onStart: (session) => Object.assign(atWork, { session }),
    }
  }

  /** With whatever else is stored in this turn; its trainer begins meanwhile. */
  #keepStart(run: RunId, atWork: RunAtWork): void {
    const { labFile, writes, nowMs, announcer } = this.#options
    writes.keep(
      () => {
        atWork.isRunning = false
        startRun(labFile.db, run, nowMs())
        atWork.isRunning = true
      },
      (refusal) => {
        if (refusal === null) return announcer.changed([run])
        atWork.isLeftQueued = true
        atWork.refusal = refusal
        this.#isBlocked = true
        atWork.session?.refuse(refusal.thrown)
      },
    )
  }

  /** Null where it cannot be read: the run is refused. */
  #checkpointOf(run: RunId): Checkpoint | undefined | null {
    const { labFile, writes, nowMs, announcer } = this.#options
    const read = labFile.attempt(() => readCheckpoint(labFile.db, run))
    if (read.ok) return read.value
    this.#refused.add(run)
    writes.keep(
      () => leaveQueue(labFile.db, run, nowMs()),
      () => {
        this.#answer(run, failure(read.error))
        announcer.changed([run])
      },
    )
    return null
  }

  #listener(run: RunId, atWork: RunAtWork, askedThreads: number): JobListener {
    const { labFile, announcer, writes, onPrepared } = this.#options
    /** Stores what a trainer sent; one whose word cannot be stored is ended. */
    const keep = (write: () => void, stored: () => void): void =>
      writes.keep(
        () => {
          if (atWork.refusal === null) write()
        },
        (refusal) => {
          atWork.refusal ??= refusal
          if (atWork.refusal === null) stored()
          else atWork.session?.refuse(atWork.refusal.thrown)
        },
      )
    return {
      onPrepared: (said) => {
        // what its trainer was not asked for it has no reason to give
        const isWithheld = said.threadsShortfall === null && said.threads < askedThreads
        const message: Prepared = isWithheld ? { ...said, threadsShortfall: { kind: 'notAlone' } } : said
        const write = (): void => {
          atWork.isRunning = atWork.resumed === undefined
          if (atWork.resumed === undefined) recordPrepared(labFile.db, run, message)
          else this.#goOn(run, atWork.resumed, message)
          atWork.isRunning = true
        }
        keep(write, () => {
          this.#answer(run, success(undefined))
          atWork.resumed = undefined
          announcer.changed([run])
          onPrepared(run, message)
        })
      },
      onFrame: (message, stored) => {
        const write = (): void => appendFrame(labFile.db, run, message.frame, message)
        keep(write, () => {
          stored()
          announcer.grown(run, growthOf(message.frame))
        })
      },
      onPaused: (isPaused) => {
        const write = (): void => setPaused(labFile.db, run, isPaused)
        keep(write, () => announcer.changed([run]))
      },
      onEnd: (end) => this.#end(run, atWork, end),
    }
  }

  /** @throws LabFailure when it would not be the same run */
  #goOn(run: RunId, saved: RunSummary, message: Prepared): void {
    const { labFile, registry, nowMs } = this.#options
    const refusal = refusalOfResumption(saved, message, registry)
    if (refusal !== null) throw new LabFailure(refusal)
    goOnTraining(labFile.db, run, message, nowMs())
  }

  #tellEnded(): void {
    if ([...this.#atWork.values()].every(({ hasEnded }) => hasEnded)) this.#whenEnded()
  }

  #end(run: RunId, atWork: RunAtWork, end: JobEnd): void {
    const { labFile, writes, nowMs } = this.#options
    atWork.hasEnded = true
    // once what came before it is stored, or was refused
    const last = (): JobEnd => (atWork.refusal === null ? end : { kind: 'refused', thrown: atWork.refusal.thrown })
    writes.keep(
      () => {
        if (atWork.isLeftQueued) return
        if (atWork.isRunning) storeEnd(labFile, run, last(), nowMs())
        // One that is killed has left the queue already, or is to go on another time; else it is left as it was.
        else if (last().kind !== 'killed') leaveQueue(labFile.db, run, nowMs())
      },
      (refusal) => this.#ended(run, atWork, last(), refusal),
    )
    this.#tellEnded()
  }

  /** @param unstored - what kept its end from being stored */
  #ended(run: RunId, { resumed, isRunning, isLeftQueued }: RunAtWork, end: JobEnd, unstored: Refusal | null): void {
    const { labFile, nowMs, registry, announcer, onSettled, onStoreFailure } = this.#options
    const thrown = unstored?.thrown ?? (end.kind === 'refused' ? end.thrown : undefined)
    const failed = thrown === undefined ? undefined : storeFailure(labFile.file, thrown)
    if (resumed !== undefined && !isRunning && end.kind !== 'killed') {
      this.#refused.add(run)
      this.#answer(run, failure(failed ?? errorOfEnd(end, resumed, registry, 'resumption')))
    } else if (failed !== undefined) onStoreFailure(failed)
    if (unstored !== null && failed === undefined) throw unstored.thrown
    if (unstored !== null && failed !== undefined) labFile.attempt(() => failRun(labFile.db, run, failed, nowMs()))
    this.#atWork.delete(run)
    announcer.changed([run])
    if (!isLeftQueued) this.refresh()
    onSettled()
  }
}
