/**
 * The saved runs by id: read once, then kept up to date by main's events. The one copy in the window, and the one place that
 * joins a run's record with its configuration.
 *
 * Every run has a reference of its own, so that whoever shows one run follows that run alone; lists, counts and totals hear of
 * each change (`observe`) and keep themselves up to date by it. Nothing in the window looks through all runs because one of
 * them has changed.
 *
 * Invariant: the store holds what main last told, so a list in the window is never ahead of the lab file.
 */
import { type ShallowRef, shallowRef } from 'vue'
import type { LabError } from '../../src-main/contract/errors'
import type { ConfigurationId, RunId } from '../../src-main/contract/identifiers'
import { type RunRecord, type RunSummary, runSummary, type SavedConfiguration } from '../../src-main/contract/run'
import type { Client } from '../lab/client'

export type RunsState = 'loading' | 'ready' | 'failed'

/** One run as it was and as it is; undefined where it was not there, or is gone. */
export interface RunChange {
  readonly before: RunSummary | undefined
  readonly after: RunSummary | undefined
}

export interface RunStore {
  /** The run, or undefined while there is none of that id; a computation that asks follows this run alone. */
  run(id: RunId): RunSummary | undefined
  /** Every run as it is now, oldest first where they came in order; a computation that asks follows none of them. */
  all(): Iterable<RunSummary>
  /** Told of changes once `run` gives what they lead to, many together where main tells many. The function returned ends it. */
  observe(observer: (changes: readonly RunChange[]) => void): () => void
  readonly state: Readonly<ShallowRef<RunsState>>
  readonly error: Readonly<ShallowRef<LabError | null>>
  /** What of the lab file's runs is damaged, and so not here. */
  readonly damaged: Readonly<ShallowRef<readonly LabError[]>>
  /** Reads everything again, as after another lab file was opened. */
  reload(): Promise<void>
  /** Reads, then follows the events until the function returned is called. */
  follow(): () => void
}

export function createRunStore(client: Client): RunStore {
  const present = new Map<RunId, RunSummary>()
  const references = new Map<RunId, ShallowRef<RunSummary | undefined>>()
  const configurations = new Map<ConfigurationId, SavedConfiguration>()
  const observers = new Set<(changes: readonly RunChange[]) => void>()
  const state = shallowRef<RunsState>('loading')
  const error = shallowRef<LabError | null>(null)
  const damaged = shallowRef<readonly LabError[]>([])
  /** Told while the list is under way, newer than it; null for one that was removed. */
  const toldMeanwhile = new Map<RunId, RunRecord | null>()
  let latestReading = 0

  function referenceOf(id: RunId): ShallowRef<RunSummary | undefined> {
    let reference = references.get(id)
    if (reference === undefined) {
      reference = shallowRef(present.get(id))
      references.set(id, reference)
    }
    return reference
  }

  function apply(changes: readonly RunChange[]): void {
    for (const { before, after } of changes) {
      const id = (after ?? before)?.id
      if (id === undefined) continue
      if (after === undefined) present.delete(id)
      else present.set(id, after)
      referenceOf(id).value = after
    }
    if (changes.length > 0) for (const observer of observers) observer(changes)
  }

  function keepConfigurations(told: readonly SavedConfiguration[]): void {
    for (const configuration of told) configurations.set(configuration.id, configuration)
  }

  /** A record whose configuration was never told cannot be shown, and is left out. */
  function changesTo(records: Iterable<RunRecord>): RunChange[] {
    const changes: RunChange[] = []
    for (const record of records) {
      const configuration = configurations.get(record.configuration)
      if (configuration === undefined) continue
      changes.push({ before: present.get(record.id), after: runSummary(record, configuration) })
    }
    return changes
  }

  function removalOf(ids: Iterable<RunId>): RunChange[] {
    return [...ids].flatMap((id) => {
      const before = present.get(id)
      return before === undefined ? [] : [{ before, after: undefined }]
    })
  }

  async function reload(): Promise<void> {
    latestReading += 1
    const reading = latestReading
    state.value = 'loading'
    damaged.value = []
    toldMeanwhile.clear()
    configurations.clear()
    apply(removalOf(present.keys()))
    const answer = await client.call('runs.list')
    if (reading !== latestReading) return
    if (answer.ok) {
      keepConfigurations(answer.value.configurations)
      const records = new Map(answer.value.runs.map((run): [RunId, RunRecord | null] => [run.id, run]))
      for (const [id, record] of toldMeanwhile) records.set(id, record)
      apply(changesTo([...records.values()].filter((record) => record !== null)))
      damaged.value = answer.value.damaged
    }
    toldMeanwhile.clear()
    error.value = answer.ok ? null : answer.error
    state.value = answer.ok ? 'ready' : 'failed'
  }

  function follow(): () => void {
    const stops = [
      client.on('runs.changed', (changed) => {
        keepConfigurations(changed.configurations)
        if (state.value === 'loading') for (const run of changed.runs) toldMeanwhile.set(run.id, run)
        else apply(changesTo(changed.runs))
      }),
      client.on('runs.removed', (removed) => {
        if (state.value === 'loading') for (const id of removed) toldMeanwhile.set(id, null)
        else apply(removalOf(removed))
      }),
    ]
    void reload()
    return () => {
      latestReading += 1
      for (const stop of stops) stop()
    }
  }

  return {
    run: (id) => referenceOf(id).value,
    all: () => present.values(),
    observe: (observer) => {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    state,
    error,
    damaged,
    reload,
    follow,
  }
}
