/**
 * Groups: the runs of one configuration, and one number of each of them put together.
 *
 * A run that diverged has an outcome of its own: it is counted, and left out of mean, spread and interval. A value that is not
 * finite is left out likewise, and `n` says how many are in.
 */
import { median } from '../../analysis/statistics/median'
import { mean, standardDeviation } from '../../analysis/statistics/moments'
import { tInterval } from '../../analysis/statistics/tInterval'
import { type ConfigurationId, configurationIdSchema, runIdSchema } from '../../contract/identifiers'
import type { RunRecord } from '../../contract/run'
import type { Group, GroupsRequest, Metric } from '../../contract/series'
import { inSnapshot, prepared, type ReadableDb } from '../labDatabase'
import { readRecord } from '../runs/readRuns'
import { rowsBefore } from '../series/readSeries'
import { findSeries } from '../series/seriesTable'
import { extremesOf, sourceOf } from './readFacts'

const withRuns = `
  SELECT DISTINCT configuration_id AS id FROM runs WHERE configuration_id IS NOT NULL AND trashed_at_ms IS NULL ORDER BY id`
const runsOfOne = 'SELECT id FROM runs WHERE configuration_id = ? ORDER BY id'

/** @throws LabFailure `damaged` when something that a number rests on is not what was stored. */
export function readGroups(db: ReadableDb, { configurations, metric }: GroupsRequest): Group[] {
  return inSnapshot(db, () => (configurations ?? allConfigurations(db)).map((id) => groupOf(db, id, metric)))
}

function allConfigurations(db: ReadableDb): ConfigurationId[] {
  return prepared<{ id: number }>(db, withRuns)
    .all()
    .map(({ id }) => configurationIdSchema.parse(id))
}

function groupOf(db: ReadableDb, configuration: ConfigurationId, metric: Metric): Group {
  const records = prepared<{ id: number }>(db, runsOfOne)
    .all(configuration)
    .map(({ id }) => readRecord(db, runIdSchema.parse(id))!)
    .filter(({ trashedAtMs }) => trashedAtMs === null)
  const runs = records.map((record) => ({ run: record.id, value: numberOf(db, record, metric) }))
  const isDiverged = records.map(({ status }) => status === 'diverged')
  const values = runs.flatMap(({ value }, index) =>
    value !== null && Number.isFinite(value) && !isDiverged[index] ? [value] : [],
  )
  const isSome = values.length > 0
  return {
    configuration,
    runs,
    diverged: isDiverged.filter(Boolean).length,
    n: values.length,
    mean: isSome ? mean(values) : null,
    median: isSome ? median(values) : null,
    standardDeviation: isSome ? standardDeviation(values) : null,
    interval: isSome ? tInterval(values) : null,
  }
}

function numberOf(db: ReadableDb, record: RunRecord, metric: Metric): number | null {
  if (metric.kind === 'result') return record[metric.of]
  const { statistic, key } = metric
  const source = sourceOf(db, record.id, key)
  if (source === null) return null
  if (typeof statistic === 'string') return extremesOf(source)[statistic]?.value ?? null
  const { column: _, ...seriesKey } = key
  const rows = rowsBefore(db, findSeries(db, record.id, seriesKey)!, Math.floor(statistic.atStep) + 1)
  return rows === 0 ? null : source.rows(rows - 1, rows).values[0]![0]!
}
