/**
 * The run service: queue, trainers and every change of a run, the same for the window and the command line.
 *
 * Invariant: persist, then publish. What an event tells is read back from the lab file.
 */
import { InvariantError } from '../contract/assertNever'
import { type Backend, defaultBackend } from '../contract/backend'
import type { Registry } from '../contract/definition'
import type { LabError } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import type { RunId } from '../contract/identifiers'
import type { Held, Verification } from '../contract/lab'
import { failure, type Result, success } from '../contract/result'
import type { RunEdit } from '../contract/run'
import type { Prepared } from '../contract/trainerMessages'
import type { JobQueue } from '../jobs/jobQueue'
import type { JobSession } from '../jobs/jobSession'
import { interruptRunningRuns } from '../store/finishRun'
import { inTransaction, type WritableDb } from '../store/labDatabase'
import type { WritableLabFile } from '../store/labFile'
import { leaveQueue, queueAgain } from '../store/resumeRun'
import { editRuns, purgeRuns, restoreRuns, trashRuns } from '../store/runs/editRuns'
import { insertRuns } from '../store/runs/insertRuns'
import { moveInQueue, readQueuedRuns } from '../store/runs/queue'
import { type RunState, stateGuard } from '../store/runs/runStatus'
import { storeFailure } from '../store/storeFailure'
import { type Announcer, createAnnouncer } from './announcer'
import { HeldWrites } from './heldWrites'
import { experimentsOfSeeds, parseDocuments } from './parseDocuments'
import type { Publish } from './publish'
import { RunQueue } from './runQueue'
import { Sweeper } from './sweeper'
import { createVerifications, type OnProgress, type Verifications } from './verifications'

export interface RunServiceOptions {
  /** Opened for writing; the service does not close it. */
  readonly labFile: WritableLabFile
  /** What trains; the service does not close it. */
  readonly jobs: JobQueue
  /** What is to compute; the default when left out. */
  readonly backend?: Backend
  /** Threads of a run where there are cores for them; one when left out. */
  readonly threads?: number | undefined
  readonly registry: Registry
  readonly publish: Publish
  readonly nowMs: () => number
  /** Whether runs that were queued before are started too; the command line leaves the window's queue alone. */
  readonly adoptQueue: boolean
  /** How long a trainer may take to answer a stop before it is killed; 15 s when left out. */
  readonly stopPatienceMs?: number
  /** Told what trains a run once that is known, and why it is less than was asked for. */
  readonly onPrepared?: (run: RunId, message: Prepared) => void
  /** Told when the lab file cannot be written for now, so that runs are held, and with null when they go on. */
  readonly onHeld?: (held: Held | null) => void
  /** Told when a running run could not be stored, such as on a full disk; that run has ended. */
  readonly onStoreFailure?: (error: LabError) => void
}

/** Runs left `running` by a program that ended become `interrupted`; then the queue starts, if it is adopted. */
export class RunService {
  readonly #options: RunServiceOptions
  readonly #own = new Set<RunId>()
  readonly #waiting: Array<() => void> = []
  readonly #announcer: Announcer
  readonly #writes: HeldWrites
  readonly #queue: RunQueue
  readonly #leaveJobs: () => void
  readonly #verifications: Verifications
  readonly #sweeper: Sweeper
  #threads: number

  constructor(options: RunServiceOptions) {
    this.#options = options
    this.#threads = options.threads ?? 1
    const { labFile, jobs, nowMs, registry, backend = defaultBackend } = options
    const onStoreFailure = options.onStoreFailure ?? (() => {})
    this.#announcer = createAnnouncer(labFile, options.publish)
    this.#writes = new HeldWrites({
      labFile,
      nowMs,
      onHeld: (held) => {
        options.onHeld?.(held)
        if (held === null) this.#refresh()
      },
    })
    this.#verifications = createVerifications({ labFile, jobs, backend, registry })
    this.#sweeper = new Sweeper(labFile)
    this.#queue = new RunQueue({
      labFile,
      writes: this.#writes,
      backend,
      threads: () => this.#threads,
      registry,
      nowMs,
      onStoreFailure,
      onPrepared: options.onPrepared ?? (() => {}),
      stopPatienceMs: options.stopPatienceMs,
      announcer: this.#announcer,
      isOurs: (run) => options.adoptQueue || this.#own.has(run),
      onSettled: () => this.#settle(),
    })
    this.#leaveJobs = jobs.addSource(this.#queue)
    this.#writes.keep(
      () => interruptRunningRuns(labFile.db),
      (refusal) => {
        const error = refusal === null ? undefined : storeFailure(labFile.file, refusal.thrown)
        if (error !== undefined) onStoreFailure(error)
      },
    )
    this.#writes.flush()
    this.#refresh()
    this.#sweeper.start()
  }

  /** Queues one run of each document: all of them, or none and what is wrong with which. */
  start(documents: readonly unknown[]): Result<RunId[]> {
    const experiments = parseDocuments(documents, this.#options.registry, this.#options.labFile)
    return experiments.ok ? this.#insert(experiments.value) : experiments
  }

  /** Queues the document with seeds 1…n: a group. */
  startSeeds(document: unknown, seeds: number): Result<RunId[]> {
    const seeded = experimentsOfSeeds(document, seeds, this.#options.registry, this.#options.labFile)
    return seeded.ok ? this.#insert(seeded.value) : seeded
  }

  /**
   * Queues a stopped, interrupted or failed run, to go on from its checkpoint with the same bits, or from its beginning
   * where it has none; one that another program left in the queue becomes this one's. Settles when it trains again, or was
   * refused, as when its data have changed: then it is as it was.
   */
  async resume(run: RunId): Promise<Result<undefined>> {
    let answer: Promise<Result<undefined>> | undefined
    const queued = this.#change([run], (db) => {
      if (!this.#isLeftInQueue(db, run)) queueAgain(db, run)
      this.#own.add(run)
      answer = this.#queue.resumption(run)
    })
    return answer === undefined || !queued.ok ? queued : answer
  }

  /** Queued, and nobody's to start: the program that queued it is gone, or this one would not be open for writing. */
  #isLeftInQueue(db: WritableDb, run: RunId): boolean {
    return !this.#options.adoptQueue && !this.#own.has(run) && readQueuedRuns(db).includes(run)
  }

  pause(run: RunId): Result<undefined> {
    return this.#forTrainer(run, 'pausing', (session) => session.pause())
  }

  continue(run: RunId): Result<undefined> {
    return this.#forTrainer(run, 'continuing', (session) => session.continue())
  }

  /** A running run ends `stopped` once its trainer has answered; a queued one at once, or is again what it was. */
  stop(run: RunId): Result<undefined> {
    this.#writes.flush()
    if (this.#queue.session(run) !== undefined && !this.#queue.isResuming(run)) {
      return this.#forTrainer(run, 'stopping', (session) => session.stop())
    }
    const stopped = this.#change([run], (db) => {
      const isStoppable = ({ status }: RunState) => status === 'queued' || status === 'running'
      stateGuard(db, 'stopping')(run, 'queued or running', isStoppable)
      leaveQueue(db, run, this.#options.nowMs())
    })
    if (stopped.ok) this.#queue.abandon(run)
    return stopped
  }

  moveInQueue(run: RunId, position: number): Result<undefined> {
    const moved = new Set([run])
    return this.#change(moved, (db) => {
      for (const other of moveInQueue(db, run, position)) moved.add(other)
    })
  }

  /** Of runs that start from now on, where there are cores for them. */
  setThreads(threads: number): Result<undefined> {
    if (!Number.isSafeInteger(threads) || threads < 1) {
      const problems = [{ path: 'threads', message: `= ${threads}, must be a whole number from 1` }]
      return failure({ kind: 'invalidInput', what: 'threads of a run', problems })
    }
    this.#threads = threads
    return success(undefined)
  }

  edit(runs: readonly RunId[], edit: RunEdit): Result<undefined> {
    return this.#change(runs, (db) => editRuns(db, runs, edit))
  }

  trash(runs: readonly RunId[]): Result<undefined> {
    const trashed = this.#change(runs, (db) => {
      const atMs = this.#options.nowMs()
      const queued = new Set(readQueuedRuns(db))
      for (const run of runs) if (queued.has(run)) leaveQueue(db, run, atMs)
      trashRuns(db, runs, atMs)
    })
    if (trashed.ok) for (const run of runs) this.#queue.abandon(run)
    return trashed
  }

  restore(runs: readonly RunId[]): Result<undefined> {
    return this.#change(runs, (db) => restoreRuns(db, runs))
  }

  purge(runs: readonly RunId[]): Result<undefined> {
    const result = this.attempt((db) => purgeRuns(db, runs))
    if (!result.ok) return result
    this.#announcer.removed(runs)
    this.#sweeper.start()
    return success(undefined)
  }

  /** Trains again, before what is queued, without writing, and compares digests; null when it was cancelled. */
  verify(run: RunId, onProgress: OnProgress = () => {}): Promise<Result<Verification | null>> {
    return this.#verifications.verify(run, onProgress)
  }

  cancelVerification(run: RunId): void {
    this.#verifications.cancel(run)
  }

  /** Why nothing can be stored for now; null while everything is. What would change the lab file is refused with that. */
  held(): Held | null {
    return this.#writes.held
  }

  /** Settles when the lab file can be written: at once, or when runs go on. */
  whenWritable(): Promise<void> {
    return this.#writes.whenFree()
  }

  /** Goes on in another lab file, with all that is in this one and what waits to be stored; also when this one is lost. */
  moveTo(file: string): Promise<Result<undefined>> {
    return this.#writes.whileStill(() => this.#options.labFile.moveTo(file))
  }

  /** Any other change of the lab file, refused while runs are held. */
  attempt<T>(body: (db: WritableDb) => T): Result<T> {
    const { labFile } = this.#options
    return this.#writes.attempt(() => body(labFile.db))
  }

  /** Settles when no run of this service is running or waits to be started. */
  whenIdle(): Promise<void> {
    return this.#queue.isIdle() ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Ends the trainers; their runs are `interrupted` and can go on from their last step, queued runs stay queued. */
  async close(): Promise<void> {
    this.#sweeper.close()
    this.#verifications.close()
    await this.#queue.close()
    this.#leaveJobs()
    await this.#writes.close()
    this.#announcer.close()
    this.#settle()
  }

  #insert(experiments: readonly Experiment[]): Result<RunId[]> {
    const createdAtMs = this.#options.nowMs()
    const inserted = this.attempt((db) => insertRuns(db, { experiments, createdAtMs }))
    if (!inserted.ok) return inserted
    for (const run of inserted.value) this.#own.add(run)
    this.#announcer.changed(inserted.value)
    this.#refresh()
    return inserted
  }

  /** Changes the lab file, all or nothing; then tells of the runs, and starts what may be started. */
  #change(runs: Iterable<RunId>, body: (db: WritableDb) => void): Result<undefined> {
    const changed = this.attempt((db) => inTransaction(db, () => body(db)))
    if (!changed.ok) return changed
    this.#announcer.changed([...runs])
    this.#refresh()
    return success(undefined)
  }

  #forTrainer(run: RunId, action: string, act: (session: JobSession) => void): Result<undefined> {
    const { labFile } = this.#options
    this.#writes.flush()
    return labFile.attempt(() => {
      stateGuard(labFile.db, action)(run, 'running', ({ status }) => status === 'running')
      const session = this.#queue.session(run)
      if (session === undefined) throw new InvariantError(`run ${run} is running without a trainer`)
      act(session)
      return undefined
    })
  }

  #refresh(): void {
    this.#queue.refresh()
    this.#settle()
  }

  #settle(): void {
    this.#options.jobs.fill()
    if (this.#queue.isIdle()) for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
