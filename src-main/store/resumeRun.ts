/**
 * The way of a finished run back to training: into the queue, and out of it when its trainer has shown that it goes on
 * from the same data. Until then nothing of the run is touched, and it can be left as it was.
 *
 * A run without a checkpoint, such as one that was killed in its first moments, starts from its beginning again.
 */
import type { RunId } from '../contract/identifiers'
import { type RunStatus, runStatusSchema } from '../contract/run'
import type { Prepared } from '../contract/trainerMessages'
import { inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'
import { encodeNumber } from './numberCodec'
import { recordPrepared, stateGuard } from './runs/runStatus'
import { cutSeries } from './series/appendRows'
import { readCheckpoint, removeSnapshots } from './snapshots'

const resumable: ReadonlySet<RunStatus> = new Set(['stopped', 'interrupted', 'failed'])
const allowed = 'stopped, interrupted or failed, and not in the trash'
const readOrigin = 'SELECT queued_from FROM runs WHERE id = ?'
const queue = `
  UPDATE runs SET queued_from = status, status = 'queued',
    queue_order = 1 + coalesce((SELECT max(queue_order) FROM runs WHERE queue_order IS NOT NULL), 0)
  WHERE id = ?`
const goOn = `
  UPDATE runs SET status = 'running', is_paused = 0, queue_order = NULL, queued_from = NULL, finished_at_ms = NULL,
    failure = NULL, started_at_ms = coalesce(?, started_at_ms), step = ?, elapsed_ms = ?, training_loss = ?,
    best_training_loss = ?, validation_loss = ?, validation_accuracy = ?, test_loss = NULL, test_accuracy = NULL,
    parameter_digest = NULL, threads_left_at = NULL
  WHERE id = ?`
const leave = `
  UPDATE runs SET status = coalesce(queued_from, 'stopped'),
    finished_at_ms = CASE WHEN queued_from IS NULL THEN ? ELSE finished_at_ms END,
    queue_order = NULL, queued_from = NULL
  WHERE id = ? AND status = 'queued'`

/**
 * At the end of the queue.
 *
 * @throws LabFailure `runNotFound`; `wrongState` for a run that cannot be resumed.
 */
export function queueAgain(db: WritableDb, run: RunId): void {
  inTransaction(db, () => {
    stateGuard(db, 'resuming')(run, allowed, ({ status, isTrashed }) => resumable.has(status) && !isTrashed)
    prepared(db, queue).run(run)
  })
}

/** Whether a queued run has been trained, or was to be, before. */
export function isQueuedAgain(db: ReadableDb, run: RunId): boolean {
  const origin = prepared<{ queued_from: string | null }>(db, readOrigin).get(run)?.queued_from ?? null
  return origin !== null && resumable.has(runStatusSchema.parse(origin))
}

/**
 * Its trainer goes on: the run is again what it was at the checkpoint, or at its beginning where there is none.
 *
 * @throws LabFailure `wrongState` for a run that is not queued any more.
 */
export function goOnTraining(db: WritableDb, run: RunId, message: Prepared, atMs: number): void {
  inTransaction(db, () => {
    stateGuard(db, 'resuming')(run, 'queued', ({ status }) => status === 'queued')
    const checkpoint = readCheckpoint(db, run)
    const step = checkpoint?.step ?? 0
    const losses = [
      checkpoint?.trainingLoss,
      checkpoint?.bestTrainingLoss,
      checkpoint?.validationLoss,
      checkpoint?.validationAccuracy,
    ].map((loss) => encodeNumber(loss ?? null))
    cutSeries(db, run, step)
    removeSnapshots(db, run, 'kept', step)
    removeSnapshots(db, run, 'result')
    const startedAtMs = checkpoint === undefined ? atMs : null
    prepared(db, goOn).run(startedAtMs, step, checkpoint?.elapsedMs ?? 0, ...losses, run)
    recordPrepared(db, run, message)
  })
}

/** Out of the queue: a new run ends stopped; one that was queued again is as it was. */
export function leaveQueue(db: WritableDb, run: RunId, atMs: number): void {
  prepared(db, leave).run(atMs, run)
}
