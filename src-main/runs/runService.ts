/**
 * The run service: queue, trainers and every change of a run, the same for the window and the command line.
 *
 * Invariant: persist, then publish. What an event tells is read back from the lab file.
 */
import { InvariantError } from '../contract/assertNever'
import type { Registry } from '../contract/definition'
import type { LabError } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import type { Verification } from '../contract/lab'
import type { Result } from '../contract/result'
import type { RunEdit } from '../contract/run'
import type { WritableLabFile } from '../store/labFile'
import type { Publish } from './publish'
import type { TrainerHost } from './trainerHost'

export interface RunServiceOptions {
  /** Opened for writing; the service does not close it. */
  readonly labFile: WritableLabFile
  readonly host: TrainerHost
  /** Runs trained at once, at least 1. */
  readonly concurrency: number
  readonly registry: Registry
  readonly publish: Publish
  readonly nowMs: () => number
  /** Whether runs that were queued before are started too; the command line leaves the window's queue alone. */
  readonly adoptQueue: boolean
  /** Told when a running run could not be stored, such as on a full disk; that run has ended. */
  readonly onStoreFailure?: (error: LabError) => void
}

export interface RunService {
  /** Queues one run of each document: all of them, or none and what is wrong with which. */
  start(documents: readonly unknown[]): Result<RunId[]>
  /** Queues the document with seeds 1…n as one group. */
  startSeeds(document: unknown, seeds: number): Result<RunId[]>
  pause(run: RunId): Result<undefined>
  continue(run: RunId): Result<undefined>
  /** A running run ends `stopped` once its trainer has answered; a queued one at once. */
  stop(run: RunId): Result<undefined>
  moveInQueue(run: RunId, position: number): Result<undefined>
  concurrency(): number
  setConcurrency(concurrency: number): Result<undefined>
  edit(runs: readonly RunId[], edit: RunEdit): Result<undefined>
  trash(runs: readonly RunId[]): Result<undefined>
  restore(runs: readonly RunId[]): Result<undefined>
  purge(runs: readonly RunId[]): Result<undefined>
  /** Trains again beside the queue, without writing, and compares digests. */
  verify(run: RunId, onProgress?: (step: number, totalSteps: number | null) => void): Promise<Result<Verification>>
  /** Settles when no run of this service is running or waits to be started. */
  whenIdle(): Promise<void>
  /** Ends the trainers; their runs keep what they have as `interrupted`, queued runs stay queued. */
  close(): Promise<void>
}

export function createRunService(_options: RunServiceOptions): RunService {
  throw new InvariantError('createRunService')
}
