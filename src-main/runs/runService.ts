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
import type { Verification } from '../contract/lab'
import { failure, type Result, success } from '../contract/result'
import type { RunEdit } from '../contract/run'
import type { Prepared } from '../contract/trainerMessages'
import type { TrainerHost } from '../jobs/trainerHost'
import type { TrainerSession } from '../jobs/trainerSession'
import { interruptRunningRuns } from '../store/finishRun'
import { inTransaction, type WritableDb } from '../store/labDatabase'
import type { WritableLabFile } from '../store/labFile'
import { leaveQueue, queueAgain } from '../store/resumeRun'
import { editRuns, purgeRuns, restoreRuns, trashRuns } from '../store/runs/editRuns'
import { insertRuns } from '../store/runs/insertRuns'
import { moveInQueue, readQueuedRuns } from '../store/runs/queue'
import { type RunState, stateGuard } from '../store/runs/runStatus'
import { type Announcer, createAnnouncer } from './announcer'
import { experimentsOfSeeds, parseDocuments } from './parseDocuments'
import type { Publish } from './publish'
import { RunQueue } from './runQueue'
import { createVerifications, type OnProgress, type Verifications } from './verifications'

export interface RunServiceOptions {
  /** Opened for writing; the service does not close it. */
  readonly labFile: WritableLabFile
  readonly host: TrainerHost
  /** What is to compute; the default when left out. */
  readonly backend?: Backend
  /** Runs trained at once, at least 1. */
  readonly concurrency: number
  /** Threads of a run that trains by itself; one when left out. */
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
  /** Told when a running run could not be stored, such as on a full disk; that run has ended. */
  readonly onStoreFailure?: (error: LabError) => void
}

export interface RunService {
  /** Queues one run of each document: all of them, or none and what is wrong with which. */
  start(documents: readonly unknown[]): Result<RunId[]>
  /** Queues the document with seeds 1…n as one group. */
  startSeeds(document: unknown, seeds: number): Result<RunId[]>
  /**
   * Queues a stopped, interrupted or failed run, to go on from its checkpoint with the same bits. Settles when it trains
   * again, or was refused, as when its data have changed: then it is as it was.
   */
  resume(run: RunId): Promise<Result<undefined>>
  pause(run: RunId): Result<undefined>
  continue(run: RunId): Result<undefined>
  /** A running run ends `stopped` once its trainer has answered; a queued one at once, or is again what it was. */
  stop(run: RunId): Result<undefined>
  moveInQueue(run: RunId, position: number): Result<undefined>
  concurrency(): number
  setConcurrency(concurrency: number): Result<undefined>
  /** Of runs that start from now on, each when no other trains. */
  setThreads(threads: number): Result<undefined>
  edit(runs: readonly RunId[], edit: RunEdit): Result<undefined>
  trash(runs: readonly RunId[]): Result<undefined>
  restore(runs: readonly RunId[]): Result<undefined>
  purge(runs: readonly RunId[]): Result<undefined>
  /** Trains again beside the queue, without writing, and compares digests; null when it was cancelled. */
  verify(run: RunId, onProgress?: OnProgress): Promise<Result<Verification | null>>
  cancelVerification(run: RunId): void
  /** Settles when no run of this service is running or waits to be started. */
  whenIdle(): Promise<void>
  /** Ends the trainers; their runs are `interrupted` and can go on from their last step, queued runs stay queued. */
  close(): Promise<void>
}

/** Runs left `running` by a program that ended become `interrupted`; then the queue starts, if it is adopted. */
export function createRunService(options: RunServiceOptions): RunService {
  return new LabRunService(options)
}

class LabRunService implements RunService {
  readonly #options: RunServiceOptions
  readonly #own = new Set<RunId>()
  readonly #waiting: Array<() => void> = []
  readonly #announcer: Announcer
  readonly #queue: RunQueue
  readonly #verifications: Verifications
  #concurrency: number
  #threads: number

  constructor(options: RunServiceOptions) {
    this.#options = options
    this.#concurrency = options.concurrency
    this.#threads = options.threads ?? 1
    const { labFile, host, nowMs, backend = defaultBackend } = options
    const onStoreFailure = options.onStoreFailure ?? (() => {})
    this.#announcer = createAnnouncer(labFile, options.publish)
    this.#verifications = createVerifications({ labFile, host, backend, registry: options.registry })
    this.#queue = new RunQueue({
      labFile,
      host,
      backend,
      registry: options.registry,
      nowMs,
      onStoreFailure,
      onPrepared: options.onPrepared ?? (() => {}),
      stopPatienceMs: options.stopPatienceMs,
      announcer: this.#announcer,
      trainersBeside: () => this.#verifications.count(),
      isOurs: (run) => options.adoptQueue || this.#own.has(run),
      onSettled: () => this.#settle(),
    })
    const interrupted = labFile.attempt(() => interruptRunningRuns(labFile.db))
    if (!interrupted.ok) onStoreFailure(interrupted.error)
    this.#settle()
  }

  start(documents: readonly unknown[]): Result<RunId[]> {
    const experiments = parseDocuments(documents, this.#options.registry, this.#options.labFile)
    return experiments.ok ? this.#insert(experiments.value, null) : experiments
  }

  startSeeds(document: unknown, seeds: number): Result<RunId[]> {
    const seeded = experimentsOfSeeds(document, seeds, this.#options.registry, this.#options.labFile)
    return seeded.ok ? this.#insert(seeded.value.experiments, seeded.value.group) : seeded
  }

  async resume(run: RunId): Promise<Result<undefined>> {
    let answer: Promise<Result<undefined>> | undefined
    const queued = this.#change([run], (db) => {
      queueAgain(db, run)
      this.#own.add(run)
      answer = this.#queue.resumption(run)
    })
    return answer === undefined || !queued.ok ? queued : answer
  }

  pause(run: RunId): Result<undefined> {
    return this.#forTrainer(run, 'pausing', (session) => session.pause())
  }

  continue(run: RunId): Result<undefined> {
    return this.#forTrainer(run, 'continuing', (session) => session.continue())
  }

  stop(run: RunId): Result<undefined> {
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
    return this.#change([run], (db) => moveInQueue(db, run, position))
  }

  concurrency(): number {
    return this.#concurrency
  }

  setConcurrency(concurrency: number): Result<undefined> {
    if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
      const problems = [{ path: 'concurrency', message: `= ${concurrency}, must be a whole number from 1` }]
      return failure({ kind: 'invalidInput', what: 'runs at once', problems })
    }
    this.#concurrency = concurrency
    this.#settle()
    return success(undefined)
  }

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
    const { labFile } = this.#options
    const result = labFile.attempt(() => purgeRuns(labFile.db, runs))
    if (!result.ok) return result
    this.#announcer.removed(runs)
    return success(undefined)
  }

  verify(run: RunId, onProgress: OnProgress = () => {}): Promise<Result<Verification | null>> {
    const answer = this.#verifications.verify(run, onProgress)
    // a run on several threads goes on by one beside it
    this.#settle()
    return answer
  }

  cancelVerification(run: RunId): void {
    this.#verifications.cancel(run)
  }

  whenIdle(): Promise<void> {
    return this.#queue.isIdle() ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }

  async close(): Promise<void> {
    await Promise.all([this.#queue.close(), this.#verifications.close()])
    this.#announcer.close()
    this.#settle()
  }

  #insert(experiments: readonly Experiment[], group: string | null): Result<RunId[]> {
    const { labFile, nowMs } = this.#options
    const inserted = labFile.attempt(() => insertRuns(labFile.db, { experiments, group, createdAtMs: nowMs() }))
    if (!inserted.ok) return inserted
    for (const run of inserted.value) this.#own.add(run)
    this.#announcer.changed(inserted.value)
    this.#settle()
    return inserted
  }

  /** Changes the lab file, all or nothing; then tells of these runs and the queue, and starts what may be started. */
  #change(runs: readonly RunId[], body: (db: WritableDb) => void): Result<undefined> {
    const { labFile } = this.#options
    const changed = labFile.attempt(() => {
      const before = readQueuedRuns(labFile.db)
      inTransaction(labFile.db, () => body(labFile.db))
      const after = readQueuedRuns(labFile.db)
      return before.every((run, place) => run === after[place]) ? runs : [...runs, ...after]
    })
    if (!changed.ok) return changed
    this.#announcer.changed(changed.value)
    this.#settle()
    return success(undefined)
  }

  #forTrainer(run: RunId, action: string, act: (session: TrainerSession) => void): Result<undefined> {
    const { labFile } = this.#options
    return labFile.attempt(() => {
      stateGuard(labFile.db, action)(run, 'running', ({ status }) => status === 'running')
      const session = this.#queue.session(run)
      if (session === undefined) throw new InvariantError(`run ${run} is running without a trainer`)
      act(session)
      return undefined
    })
  }

  #settle(): void {
    this.#queue.fill(this.#concurrency, this.#threads)
    if (this.#queue.isIdle()) for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
