/** New runs, at the end of the queue. */
import { createHash } from 'node:crypto'
import { InvariantError } from '../../contract/assertNever'
import type { Experiment } from '../../contract/experiment'
import { type RunId, runIdSchema } from '../../contract/identifiers'
import { inTransaction, prepared, type WritableDb } from '../labDatabase'
import { createStyleChooser, type LineStyle } from './runColours'

export interface NewRuns {
  /** One run of each, every default filled in. */
  readonly experiments: readonly Experiment[]
  /** Null, or the name of a group made for all of them. */
  readonly group: string | null
  readonly createdAtMs: number
}

const insertExperiment = 'INSERT INTO experiments (digest, document) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING'
const findExperiment = 'SELECT id FROM experiments WHERE digest = ?'
const insertGroup = 'INSERT INTO groups (name, created_at_ms) VALUES (?, ?)'
const lastInQueue = 'SELECT max(queue_order) AS last FROM runs WHERE queue_order IS NOT NULL'
const stylesInUse = 'SELECT colour, dash FROM runs WHERE trashed_at_ms IS NULL'
const insertRun = `
  INSERT INTO runs (experiment_id, group_id, name, status, colour, dash, created_at_ms, queue_order)
  VALUES (?, ?, ?, 'queued', ?, ?, ?, ?)`

/** All of them or none; queued in the order given. */
export function insertRuns(db: WritableDb, runs: NewRuns): RunId[] {
  return inTransaction(db, () => {
    const group =
      runs.group === null ? null : prepared(db, insertGroup).run(runs.group, runs.createdAtMs).lastInsertRowid
    const chooseStyle = createStyleChooser(prepared<LineStyle>(db, stylesInUse).all())
    const last = prepared<{ last: number | null }>(db, lastInQueue).get()?.last ?? 0
    return runs.experiments.map((experiment, index) => {
      const style = chooseStyle(experiment.optimizer.kind)
      const { lastInsertRowid } = prepared(db, insertRun).run(
        keepExperiment(db, experiment),
        group,
        experiment.name,
        style.colour,
        style.dash,
        runs.createdAtMs,
        last + 1 + index,
      )
      return runIdSchema.parse(Number(lastInsertRowid))
    })
  })
}

/** The id of the experiment; one document is one row, however often it is run. */
function keepExperiment(db: WritableDb, experiment: Experiment): number {
  const document = JSON.stringify(experiment)
  const digest = createHash('sha256').update(document).digest('hex')
  prepared(db, insertExperiment).run(digest, document)
  const kept = prepared<{ id: number }>(db, findExperiment).get(digest)
  if (kept === undefined) throw new InvariantError(`experiment ${digest} is missing right after it was inserted`)
  return kept.id
}
