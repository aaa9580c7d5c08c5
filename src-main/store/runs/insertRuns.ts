/** New runs, at the end of the queue. */
import { randomUUID } from 'node:crypto'
import type { Experiment } from '../../contract/experiment'
import { type RunId, runIdSchema } from '../../contract/identifiers'
import { inTransaction, prepared, type WritableDb } from '../labDatabase'
import { keepConfiguration } from './configurations'
import { createStyleChooser, type UsedStyle } from './runColours'

export interface NewRuns {
  /** One run of each, every default filled in. */
  readonly experiments: readonly Experiment[]
  readonly createdAtMs: number
}

const lastInQueue = 'SELECT max(queue_order) AS last FROM runs WHERE queue_order IS NOT NULL'
const stylesInUse = `
  SELECT colour, dash, count(*) AS uses FROM runs WHERE trashed_at_ms IS NULL GROUP BY colour, dash`
const insertRun = `
  INSERT INTO runs (uid, configuration_id, name, seed, diagnostics, status, colour, dash, created_at_ms, queue_order)
  VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)`

/** All of them or none; queued in the order given. */
export function insertRuns(db: WritableDb, runs: NewRuns): RunId[] {
  return inTransaction(db, () => {
    const chooseStyle = createStyleChooser(prepared<UsedStyle>(db, stylesInUse).all())
    const last = prepared<{ last: number | null }>(db, lastInQueue).get()?.last ?? 0
    return runs.experiments.map((experiment, index) => {
      const style = chooseStyle(experiment.optimizer.kind)
      const { lastInsertRowid } = prepared(db, insertRun).run(
        randomUUID(),
        keepConfiguration(db, experiment),
        experiment.name,
        experiment.seed,
        JSON.stringify(experiment.diagnostics),
        style.colour,
        style.dash,
        runs.createdAtMs,
        last + 1 + index,
      )
      return runIdSchema.parse(Number(lastInsertRowid))
    })
  })
}
