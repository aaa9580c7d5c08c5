/**
 * Runs as every process sees them: rows of `runs` with their tags and configurations. JSON is parsed here.
 *
 * Every row is checked when it is read: a run of which anything is damaged is named, and never shown with other values.
 */

import { type DiagnosticSettings, diagnosticSettingsSchema } from '../../contract/diagnosticSettings'
import { type LabError, LabFailure, labErrorSchema } from '../../contract/errors'
import { type RunId, runIdSchema } from '../../contract/identifiers'
import {
  cadencesSchema,
  type RunList,
  type RunRecord,
  type RunSummary,
  runRecordSchema,
  runStatusSchema,
  runSummary,
  type SavedConfiguration,
} from '../../contract/run'
import { type Shortfall, shortfallSchema } from '../../contract/shortfall'
import { inSnapshot, prepared, type ReadableDb } from '../labDatabase'
import { decodeNumber, type StoredNumber } from '../numberCodec'
import { readLab } from '../readLab'
import { assertSealed, damaged, isSealed } from '../seals'
import { readConfiguration } from './configurations'

const allRuns = 'SELECT * FROM runs ORDER BY id'
const oneRun = 'SELECT * FROM runs WHERE id = ?'
const allTags = 'SELECT * FROM run_tags ORDER BY run_id, position'
const tagsOfOne = 'SELECT * FROM run_tags WHERE run_id = ? ORDER BY position'
const countRuns = 'SELECT count(*) AS n FROM runs'

interface TagRow {
  readonly run_id: number
  readonly tag: string
}

/** Every run, the trash included, oldest first, and each of their configurations once. */
export function listRuns(db: ReadableDb): RunList {
  return inSnapshot(db, () => {
    const configurations = new Set<SavedConfiguration>()
    const runs: RunRecord[] = []
    const errors: LabError[] = []
    const tags = tagsByRun(db)
    let last = 0
    let count = 0
    for (const row of prepared<RunRow>(db, allRuns).iterate()) {
      count += 1
      try {
        // a page with two ways to one row shows it twice
        if (row.id <= last) throw damaged(db, { run: row.id, what: 'its record is there twice' })
        last = row.id
        runs.push(recordOf(db, row, tags.get(row.id) ?? []))
        configurations.add(readConfiguration(db, row.configuration_id, row.id))
      } catch (thrown) {
        errors.push(damageIn(thrown))
      }
    }
    try {
      assertWhole(db, count)
    } catch (thrown) {
      errors.push(damageIn(thrown))
    }
    return { configurations: [...configurations], runs, damaged: errors }
  })
}

function tagsByRun(db: ReadableDb): ReadonlyMap<number, readonly TagRow[]> {
  const tags = new Map<number, TagRow[]>()
  for (const row of prepared<TagRow>(db, allTags).iterate()) {
    const known = tags.get(row.run_id)
    if (known === undefined) tags.set(row.run_id, [row])
    else known.push(row)
  }
  return tags
}

/** @throws LabFailure `damaged` when runs are missing that were never removed. */
function assertWhole(db: ReadableDb, count: number): void {
  const { runCount } = readLab(db)
  const missing = runCount - count
  if (missing !== 0) throw damaged(db, { what: `${missing} of its ${runCount} runs cannot be found` })
}

function damageIn(thrown: unknown): LabError {
  if (thrown instanceof LabFailure && thrown.error.kind === 'damaged') return thrown.error
  throw thrown
}

/** Undefined where there is none. @throws LabFailure `damaged` */
export function readRecord(db: ReadableDb, run: RunId): RunRecord | undefined {
  return inSnapshot(db, () => {
    const row = prepared<RunRow>(db, oneRun).get(run)
    if (row !== undefined) return recordOf(db, row, row.tag_count === 0 ? [] : prepared<TagRow>(db, tagsOfOne).all(run))
    assertWhole(db, prepared<{ n: number }>(db, countRuns).get()?.n ?? 0)
    return undefined
  })
}

/** The configuration of a run that was read. @throws LabFailure `damaged` */
export function configurationOfRun(db: ReadableDb, run: RunRecord): SavedConfiguration {
  return readConfiguration(db, run.configuration, run.id)
}

/** Undefined where there is none. @throws LabFailure `damaged` */
export function readRun(db: ReadableDb, run: RunId): RunSummary | undefined {
  const record = readRecord(db, run)
  return record && runSummary(record, configurationOfRun(db, record))
}

/** These runs in the order asked for; those that do not exist are left out. @throws LabFailure `damaged` */
export function readRuns(db: ReadableDb, runs: readonly RunId[]): RunSummary[] {
  return inSnapshot(db, () => runs.map((run) => readRun(db, run)).filter((run) => run !== undefined))
}

interface RunRow {
  readonly id: number
  readonly uid: string
  readonly configuration_id: number | null
  readonly name: string
  readonly seed: number
  readonly diagnostics: string
  readonly origin: string
  readonly source: string | null
  readonly parent_uid: string | null
  readonly forked_at_step: number | null
  readonly status: string
  readonly is_paused: number
  readonly colour: number
  readonly dash: number
  readonly is_visible: number
  readonly note: string
  readonly tag_count: number
  readonly created_at_ms: number
  readonly started_at_ms: number | null
  readonly finished_at_ms: number | null
  readonly trashed_at_ms: number | null
  readonly queue_order: number | null
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

/** @throws LabFailure `damaged` when the row, one of its tags or its configuration is not what was stored. */
function recordOf(db: ReadableDb, row: RunRow, tags: readonly TagRow[]): RunRecord {
  assertSealed(db, 'runs', row)
  if (tags.length !== row.tag_count || !tags.every((tag) => isSealed(db, 'run_tags', tag))) {
    throw damaged(db, { run: row.id, what: 'its tags are not what was stored' })
  }
  return {
    id: runIdSchema.parse(row.id),
    uid: row.uid,
    configuration: readConfiguration(db, row.configuration_id, row.id).id,
    name: row.name,
    seed: row.seed,
    diagnostics: diagnosticsOf(row.diagnostics),
    origin: originSchema.parse(row.origin),
    source: row.source,
    parentUid: row.parent_uid,
    forkedAtStep: row.forked_at_step,
    status: runStatusSchema.parse(row.status),
    isPaused: row.is_paused === 1,
    colour: row.colour,
    dash: row.dash,
    isVisible: row.is_visible === 1,
    tags: tags.map(({ tag }) => tag),
    note: row.note,
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
    trashedAtMs: row.trashed_at_ms,
    queueOrder: row.queue_order,
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

const originSchema = runRecordSchema.shape.origin

function shortfallOf(text: string | null): Shortfall | null {
  return text ? shortfallSchema.parse(JSON.parse(text)) : null
}

const knownDiagnostics = new Map<string, DiagnosticSettings>()
const mostKnownDiagnostics = 100

/** Thousands of runs have the same few. */
function diagnosticsOf(text: string): DiagnosticSettings {
  let diagnostics = knownDiagnostics.get(text)
  if (diagnostics === undefined) {
    diagnostics = diagnosticSettingsSchema.parse(JSON.parse(text))
    if (knownDiagnostics.size === mostKnownDiagnostics) knownDiagnostics.clear()
    knownDiagnostics.set(text, diagnostics)
  }
  return diagnostics
}
