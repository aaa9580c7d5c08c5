/**
 * The states a run goes through: which of them an action fits, and one function for each that it enters while it is trained;
 * the finished ones are in `finishRun.ts`.
 */
import { LabFailure } from '../../contract/errors'
import type { RunId } from '../../contract/identifiers'
import { type RunStatus, runStatusSchema } from '../../contract/run'
import type { Shortfall } from '../../contract/shortfall'
import type { FrameMessage, Prepared } from '../../contract/trainerMessages'
import { prepared, type ReadableDb, type WritableDb } from '../labDatabase'
import { encodeNumber } from '../numberCodec'

const start = `
  UPDATE runs SET status = 'running', is_paused = 0, started_at_ms = ?, queue_order = NULL
  WHERE id = ?`
const keepPrepared = `
  UPDATE runs SET total_steps = ?, steps_per_epoch = ?, record_every = ?, evaluate_every = ?, cadences = ?,
    engine_version = ?, backend = ?, backend_shortfall = ?, threads = ?, threads_shortfall = ?, data_digest = ?
  WHERE id = ?`
const pause = 'UPDATE runs SET is_paused = ? WHERE id = ?'
const keepProgress = `
  UPDATE runs SET step = ?, elapsed_ms = ?, steps_per_second = ?, training_loss = ?, best_training_loss = ?,
    validation_loss = ?, validation_accuracy = ?
  WHERE id = ?`

const readState = 'SELECT status, trashed_at_ms FROM runs WHERE id = ?'

export interface RunState {
  readonly status: RunStatus
  readonly isTrashed: boolean
}

/**
 * Refuses an action on a run that does not exist, or is in a state that the action does not fit.
 *
 * @param action what the error says is asked for: "moving to the trash".
 * @returns a check of one run: `allowed` is what the error says it must be, `fits` decides.
 */
export function stateGuard(
  db: ReadableDb,
  action: string,
): (run: RunId, allowed: string, fits: (state: RunState) => boolean) => void {
  return (run, allowed, fits) => {
    const row = prepared<{ status: string; trashed_at_ms: number | null }>(db, readState).get(run)
    if (row === undefined) throw new LabFailure({ kind: 'runNotFound', run: String(run) })
    const state = { status: runStatusSchema.parse(row.status), isTrashed: row.trashed_at_ms !== null }
    if (!fits(state)) throw new LabFailure({ kind: 'wrongState', run, status: state.status, action, allowed })
  }
}

/** What a frame says of the whole run. */
export type Progress = Omit<FrameMessage, 'type' | 'frame'>

/** Out of the queue: its trainer has been started. */
export function startRun(db: WritableDb, run: RunId, atMs: number): void {
  prepared(db, start).run(atMs, run)
}

/** The trainer has read the data and knows how long the run is. */
export function recordPrepared(db: WritableDb, run: RunId, message: Prepared): void {
  const { totalSteps, stepsPerEpoch, recordEvery, evaluateEvery } = message
  prepared(db, keepPrepared).run(
    totalSteps,
    stepsPerEpoch,
    recordEvery,
    evaluateEvery,
    JSON.stringify(message.cadences),
    message.engineVersion,
    message.backend,
    jsonOf(message.backendShortfall),
    message.threads,
    jsonOf(message.threadsShortfall),
    message.dataDigest,
    run,
  )
}

function jsonOf(shortfall: Shortfall | null): string | null {
  return shortfall === null ? null : JSON.stringify(shortfall)
}

export function setPaused(db: WritableDb, run: RunId, isPaused: boolean): void {
  prepared(db, pause).run(Number(isPaused), run)
}

export function recordProgress(db: WritableDb, run: RunId, frame: FrameMessage['frame'], progress: Progress): void {
  prepared(db, keepProgress).run(
    frame.step,
    frame.elapsedMs,
    frame.stepsPerSecond,
    encodeNumber(progress.trainingLoss),
    encodeNumber(progress.bestTrainingLoss),
    encodeNumber(progress.validationLoss),
    encodeNumber(progress.validationAccuracy),
    run,
  )
}
