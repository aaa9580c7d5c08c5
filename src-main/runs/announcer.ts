/**
 * Tells the window which runs changed and grew, at most ten times a second for running runs.
 *
 * Invariant: what is told is read back from the lab file when it is told, so it is stored. A run that cannot be read any more is
 * not told: the list names it. A configuration is told once, with the first of its runs.
 */
import type { ConfigurationId, RunId } from '../contract/identifiers'
import type { RunRecord, SavedConfiguration } from '../contract/run'
import { type SeriesGrowth, seriesKeyText } from '../contract/series'
import type { LabFile } from '../store/labFile'
import { configurationOfRun, readRecord } from '../store/runs/readRuns'
import type { Publish } from './publish'

export interface Announcer {
  /** A change a user waits for: told at once. */
  changed(runs: readonly RunId[]): void
  /** Rows of these series were stored: told at once, or with others when the last telling is less than 100 ms ago. */
  grown(run: RunId, series: readonly SeriesGrowth[]): void
  removed(runs: readonly RunId[]): void
  /** Tells what is due, and nothing after. */
  close(): void
}

const intervalMs = 100

export function createAnnouncer(labFile: LabFile, publish: Publish): Announcer {
  const grownTo = new Map<RunId, Map<string, SeriesGrowth>>()
  const toldConfigurations = new Set<ConfigurationId>()
  let timer: NodeJS.Timeout | undefined

  const tell = (runs: Iterable<RunId>): void => {
    const records: RunRecord[] = []
    const configurations: SavedConfiguration[] = []
    for (const run of new Set(runs)) {
      const read = labFile.attempt(() => {
        const record = readRecord(labFile.db, run)
        return record && { record, configuration: configurationOfRun(labFile.db, record) }
      })
      if (!read.ok || read.value === undefined) continue
      const { record, configuration } = read.value
      records.push(record)
      if (toldConfigurations.has(configuration.id)) continue
      toldConfigurations.add(configuration.id)
      configurations.push(configuration)
    }
    if (records.length > 0) publish('runs.changed', { configurations, runs: records })
  }
  const tellGrown = (): void => {
    if (grownTo.size === 0) return
    const grown = [...grownTo].map(([run, series]) => ({ run, series: [...series.values()] }))
    grownTo.clear()
    tell(grown.map(({ run }) => run))
    publish('series.grown', grown)
  }
  const onTimer = (): void => {
    timer = undefined
    if (grownTo.size === 0) return
    tellGrown()
    timer = setTimeout(onTimer, intervalMs)
  }

  return {
    changed: (runs) => {
      for (const run of runs) {
        const series = grownTo.get(run)
        if (series === undefined) continue
        grownTo.delete(run)
        publish('series.grown', [{ run, series: [...series.values()] }])
      }
      tell(runs)
    },
    grown: (run, series) => {
      const known = grownTo.get(run) ?? new Map<string, SeriesGrowth>()
      grownTo.set(run, known)
      for (const growth of series) known.set(seriesKeyText(growth.key), growth)
      if (timer !== undefined) return
      tellGrown()
      timer = setTimeout(onTimer, intervalMs)
    },
    removed: (runs) => publish('runs.removed', [...runs]),
    close: () => {
      clearTimeout(timer)
      tellGrown()
    },
  }
}
