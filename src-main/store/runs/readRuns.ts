/** Runs as every process sees them: rows of `runs` with their experiments and tags. JSON is parsed here. */
import { acceptsAsIs } from '../../contract/acceptsAsIs'
import { labErrorSchema } from '../../contract/errors'
import { type Experiment, experimentSchema } from '../../contract/experiment'
import { groupIdSchema, type RunId, runIdSchema } from '../../contract/identifiers'
import { cadencesSchema, type RunSummary, runStatusSchema } from '../../contract/run'
import { type Shortfall, shortfallSchema } from '../../contract/shortfall'
import { inSnapshot, prepared, type ReadableDb } from '../labDatabase'
import { decodeNumber, type StoredNumber } from '../numberCodec'

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

interface RunRow {
  readonly id: number
  readonly experiment_id: number
  /** Null: a damaged page has lost it. */
  readonly document: string | null
  readonly group_id: number | null
  readonly name: string
  readonly status: string
  readonly is_paused: number
  readonly colour: number
  readonly dash: number
  readonly is_visible: number
  readonly note: string
  readonly created_at_ms: number
  readonly started_at_ms: number | null
  readonly finished_at_ms: number | null
  readonly trashed_at_ms: number | null
  readonly queue_position: number | null
  readonly elapsed_ms: number
  readonly step: number
  readonly checkpoint_step: number | null
  readonly total_steps: number | null
  readonly steps_per_epoch: number | null
  readonly record_every: number | null
  readonly evaluate_every: number | null
  readonly cadences: string | null
  readonly steps_per_second: number | null
  readonly training_loss: StoredNumber
  readonly best_training_loss: StoredNumber
  readonly validation_loss: StoredNumber
  readonly validation_accuracy: StoredNumber
  readonly test_loss: StoredNumber
  readonly test_accuracy: StoredNumber
  readonly parameter_digest: string | null
  readonly engine_version: string | null
  readonly backend: string | null
  readonly backend_shortfall: string | null
  readonly threads: number | null
  readonly threads_shortfall: string | null
  readonly threads_left_at: number | null
  readonly data_digest: string | null
  readonly failure: string | null
}

/** @throws ZodError when a column does not hold what the contract says. */
function summaryOf(db: ReadableDb, row: RunRow, tags: string[]): RunSummary {
  return {
    id: runIdSchema.parse(row.id),
    group: row.group_id === null ? null : groupIdSchema.parse(row.group_id),
    name: row.name,
    status: runStatusSchema.parse(row.status),
    isPaused: row.is_paused === 1,
    experiment: experimentOf(db, row.experiment_id, row.document),
    colour: row.colour,
    dash: row.dash,
    isVisible: row.is_visible === 1,
    tags,
    note: row.note,
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
    trashedAtMs: row.trashed_at_ms,
    queuePosition: row.queue_position,
    elapsedMs: row.elapsed_ms,
    step: row.step,
    checkpointStep: row.checkpoint_step,
    totalSteps: row.total_steps,
    stepsPerEpoch: row.steps_per_epoch,
    recordEvery: row.record_every,
    evaluateEvery: row.evaluate_every,
    cadences: row.cadences === null ? null : cadencesSchema.parse(JSON.parse(row.cadences)),
    stepsPerSecond: row.steps_per_second,
    trainingLoss: decodeNumber(row.training_loss),
    bestTrainingLoss: decodeNumber(row.best_training_loss),
    validationLoss: decodeNumber(row.validation_loss),
    validationAccuracy: decodeNumber(row.validation_accuracy),
    testLoss: decodeNumber(row.test_loss),
    testAccuracy: decodeNumber(row.test_accuracy),
    parameterDigest: row.parameter_digest,
    engineVersion: row.engine_version,
    backend: row.backend,
    backendShortfall: shortfallOf(row.backend_shortfall),
    threads: row.threads,
    threadsShortfall: shortfallOf(row.threads_shortfall),
    threadsLeftAt: row.threads_left_at,
    dataDigest: row.data_digest,
    failure: row.failure === null ? null : labErrorSchema.parse(JSON.parse(row.failure)),
  }
}

function shortfallOf(text: string | null): Shortfall | null {
  return text ? shortfallSchema.parse(JSON.parse(text)) : null
}

const experiments = new WeakMap<ReadableDb, Map<number, Experiment>>()

/** An experiment never changes, so each is parsed once for each handle. */
function experimentOf(db: ReadableDb, id: number, document: string | null): Experiment {
  let known = experiments.get(db)
  if (known === undefined) {
    known = new Map()
    experiments.set(db, known)
  }
  let experiment = known.get(id)
  if (experiment === undefined) {
    const parsed: unknown = document === null ? null : JSON.parse(document)
    experiment = acceptsAsIs(experimentSchema, parsed) ? (parsed as Experiment) : experimentSchema.parse(parsed)
    known.set(id, experiment)
  }
  return experiment
}
