/** The ends of a run. What was recorded stays, whatever the end is. */
import type { LabError } from '../contract/errors'
import { type RunId, runIdSchema } from '../contract/identifiers'
import type { RunStatus } from '../contract/run'
import type { Outcome } from '../contract/trainerMessages'
import { inTransaction, prepared, type WritableDb } from './labDatabase'
import { encodeNumber } from './numberCodec'
import { isSealed } from './seals'
import { closeSeries } from './series/appendRows'
import { removeSnapshots, writeCheckpoint, writeSnapshot } from './snapshots'

const end = `
  UPDATE runs SET status = ?, failure = ?, finished_at_ms = ?, is_paused = 0, steps_per_second = NULL,
    queue_order = NULL, queued_from = NULL
  WHERE id = ?`
const keepOutcome = `
  UPDATE runs SET step = ?, elapsed_ms = ?, training_loss = ?, best_training_loss = ?, validation_loss = ?,
    validation_accuracy = ?, test_loss = ?, test_accuracy = ?, parameter_digest = ?, threads_left_at = ?
  WHERE id = ?`
const running = "SELECT * FROM runs WHERE status = 'running'"

type Finished = Exclude<RunStatus, 'queued' | 'running'>

function endRun(db: WritableDb, run: RunId, status: Finished, failure: LabError | null, atMs: number | null): void {
  inTransaction(db, () => {
    prepared(db, end).run(status, failure === null ? null : JSON.stringify(failure), atMs, run)
    closeSeries(db, run)
  })
}

/** What the trainer ended on, with its arrays, and what it goes on from if it can, in one transaction. */
export function finishRun(db: WritableDb, run: RunId, outcome: Outcome, atMs: number): void {
  inTransaction(db, () => {
    prepared(db, keepOutcome).run(
      outcome.step,
      outcome.elapsedMs,
      encodeNumber(outcome.trainingLoss),
      encodeNumber(outcome.bestTrainingLoss),
      encodeNumber(outcome.validationLoss),
      encodeNumber(outcome.validationAccuracy),
      encodeNumber(outcome.testLoss),
      encodeNumber(outcome.testAccuracy),
      outcome.parameterDigest,
      outcome.threadsLeftAt,
      run,
    )
    writeSnapshot(db, run, 'result', { step: outcome.step, arrays: outcome.result })
    if (outcome.checkpoint === undefined) removeSnapshots(db, run, 'resume')
    else writeCheckpoint(db, run, outcome.checkpoint)
    endRun(db, run, outcome.status, outcome.divergence, atMs)
  })
}

export function failRun(db: WritableDb, run: RunId, error: LabError, atMs: number): void {
  endRun(db, run, 'failed', error, atMs)
}

/** Out of the queue, or ended without an answer of its trainer: no parameters are kept. */
export function stopRun(db: WritableDb, run: RunId, atMs: number): void {
  endRun(db, run, 'stopped', null, atMs)
}

/** Ended because the program ended. */
export function interruptRun(db: WritableDb, run: RunId, atMs: number): void {
  endRun(db, run, 'interrupted', null, atMs)
}

/**
 * Ends runs whose program ended before they did, at an unknown time. Called once after a lab file is opened. A run whose
 * record is damaged is left alone; readers get `damaged`.
 */
export function interruptRunningRuns(db: WritableDb): RunId[] {
  return inTransaction(db, () => {
    const runs = prepared<{ id: number }>(db, running)
      .all()
      .filter((row) => isSealed(db, 'runs', row))
      .map((row) => runIdSchema.parse(row.id))
    for (const run of runs) endRun(db, run, 'interrupted', null, null)
    return runs
  })
}
