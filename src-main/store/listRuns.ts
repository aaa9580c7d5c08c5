/** Runs as every process sees them. */
import type { RunId } from '../contract/identifiers'
import type { RunSummary } from '../contract/run'
import { inSnapshot, prepared, type ReadableDb } from './labDatabase'
import { type RunRow, summaryOf } from './runRow'

/** Places in the queue are counted from 0 without gaps, whatever numbers order it. */
const queue = `
  SELECT id, row_number() OVER (ORDER BY queue_order, id) - 1 AS queue_position
  FROM runs WHERE queue_order IS NOT NULL`

/** A run whose experiment a damaged page has lost is read, and then refused, not left out. */
const columns = `
  SELECT runs.*, experiments.document, queue.queue_position
  FROM runs LEFT JOIN experiments ON experiments.id = runs.experiment_id
  LEFT JOIN (${queue}) AS queue ON queue.id = runs.id`

const allRuns = `${columns} ORDER BY runs.id`
const someRuns = `${columns} WHERE runs.id IN (SELECT value FROM json_each(?))`
const allTags = 'SELECT run_id, tag FROM run_tags ORDER BY run_id, position'
const someTags = `
  SELECT run_id, tag FROM run_tags WHERE run_id IN (SELECT value FROM json_each(?)) ORDER BY run_id, position`

interface TagRow {
  readonly run_id: number
  readonly tag: string
}

/** Every run, the trash included, oldest first. */
export function listRuns(db: ReadableDb): RunSummary[] {
  return inSnapshot(db, () =>
    summaries(db, prepared<RunRow>(db, allRuns).all(), prepared<TagRow>(db, allTags).iterate()),
  )
}

/** These runs in the order asked for; those that do not exist are left out. */
export function readRuns(db: ReadableDb, runs: readonly RunId[]): RunSummary[] {
  const ids = JSON.stringify(runs)
  const found = inSnapshot(db, () =>
    summaries(db, prepared<RunRow>(db, someRuns).all(ids), prepared<TagRow>(db, someTags).iterate(ids)),
  )
  const byId = new Map(found.map((run) => [run.id, run]))
  return runs.map((run) => byId.get(run)).filter((run) => run !== undefined)
}

export function readRun(db: ReadableDb, run: RunId): RunSummary | undefined {
  return readRuns(db, [run])[0]
}

function summaries(db: ReadableDb, rows: readonly RunRow[], tagRows: Iterable<TagRow>): RunSummary[] {
  const tags = new Map<number, string[]>()
  for (const row of tagRows) {
    const known = tags.get(row.run_id)
    if (known === undefined) tags.set(row.run_id, [row.tag])
    else known.push(row.tag)
  }
  return rows.map((row) => summaryOf(db, row, tags.get(row.id) ?? []))
}
