/**
 * The way of a finished run back to training: into the queue, and out of it when its trainer has shown that it goes on
 * from the same data. Until then nothing of the run is touched, and it can be left as it was.
 */
import { InvariantError } from '../contract/assertNever'
import { LabFailure } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import type { Prepared } from '../contract/trainerMessages'
import { stopRun } from './finishRun'
import { inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'
import { encodeNumber } from './numberCodec'
import { recordPrepared, stateGuard } from './runs/runStatus'
import { cutSeries } from './series/appendRows'
import { readCheckpoint, removeSnapshots } from './snapshots'

const allowed = 'stopped, interrupted or failed, with a checkpoint, and not in the trash'
const readCheckpointStep = 'SELECT checkpoint_step FROM runs WHERE id = ?'
const queue = `
  UPDATE runs SET status = 'queued',
    queue_order = 1 + coalesce((SELECT max(queue_order) FROM runs WHERE queue_order IS NOT NULL), 0)
  WHERE id = ?`
const goOn = `
  UPDATE runs SET status = 'running', is_paused = 0, queue_order = NULL, finished_at_ms = NULL, failure = NULL,
    step = ?, elapsed_ms = ?, training_loss = ?, best_training_loss = ?, validation_loss = ?, validation_accuracy = ?,
    test_loss = NULL, test_accuracy = NULL, parameter_digest = NULL, threads_left_at = NULL
  WHERE id = ?`
const leave = `
  UPDATE runs SET queue_order = NULL, status = CASE
    WHEN failure IS NOT NULL THEN 'failed' WHEN parameter_digest IS NOT NULL THEN 'stopped' ELSE 'interrupted' END
  WHERE id = ? AND status = 'queued'`

/**
 * At the end of the queue.
 *
 * @throws LabFailure `runNotFound`; `wrongState` for a run that cannot be resumed.
 */
export function queueAgain(db: WritableDb, run: RunId): void {
  inTransaction(db, () => {
    const isResumable = new Set(['stopped', 'interrupted', 'failed'])
    stateGuard(db, 'resuming')(run, allowed, ({ status, isTrashed }) => isResumable.has(status) && !isTrashed)
    if (!hasCheckpoint(db, run)) {
      const status = 'without a checkpoint'
      throw new LabFailure({ kind: 'wrongState', run, status, action: 'resuming', allowed })
    }
    prepared(db, queue).run(run)
  })
}

/** Whether a queued run goes on from a checkpoint. */
export function hasCheckpoint(db: ReadableDb, run: RunId): boolean {
  const row = prepared<{ checkpoint_step: number | null }>(db, readCheckpointStep).get(run)
  return typeof row?.checkpoint_step === 'number'
}

/**
 * Its trainer goes on: the run is again what it was at the checkpoint.
 *
 * @throws LabFailure `wrongState` for a run that is not queued any more.
 */
export function goOnFromCheckpoint(db: WritableDb, run: RunId, message: Prepared): void {
  inTransaction(db, () => {
    stateGuard(db, 'resuming')(run, 'queued', ({ status }) => status === 'queued')
    const checkpoint = readCheckpoint(db, run)
    if (checkpoint === undefined) throw new InvariantError(`run ${run} goes on without a checkpoint`)
    const { step, elapsedMs, trainingLoss, bestTrainingLoss, validationLoss, validationAccuracy } = checkpoint
    const losses = [trainingLoss, bestTrainingLoss, validationLoss, validationAccuracy].map(encodeNumber)
    cutSeries(db, run, step)
    removeSnapshots(db, run, 'kept', step)
    removeSnapshots(db, run, 'result')
    prepared(db, goOn).run(step, elapsedMs, ...losses, run)
    recordPrepared(db, run, message)
  })
}

/** Out of the queue: a new run ends stopped; one that was to go on is as it was, by what was kept of its end. */
export function leaveQueue(db: WritableDb, run: RunId, atMs: number): void {
  if (hasCheckpoint(db, run)) prepared(db, leave).run(run)
  else stopRun(db, run, atMs)
}
