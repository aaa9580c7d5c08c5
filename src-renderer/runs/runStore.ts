/**
 * The saved runs by id: read once, then kept up to date by main's events. The one copy in the window.
 *
 * Invariant: `runs` holds what main last told, so a list in the window is never ahead of the lab file.
 */
import { type ShallowRef, shallowRef, triggerRef } from 'vue'
import type { LabError } from '../../src-main/contract/errors'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import type { Client } from '../lab/client'

export type RunsState = 'loading' | 'ready' | 'failed'

export interface RunStore {
  readonly runs: Readonly<ShallowRef<ReadonlyMap<RunId, RunSummary>>>
  readonly state: Readonly<ShallowRef<RunsState>>
  readonly error: Readonly<ShallowRef<LabError | null>>
  /** Reads everything again, as after another lab file was opened. */
  reload(): Promise<void>
  /** Reads, then follows the events until the function returned is called. */
  follow(): () => void
}

export function createRunStore(client: Client): RunStore {
  const byId = new Map<RunId, RunSummary>()
  const runs = shallowRef<ReadonlyMap<RunId, RunSummary>>(byId)
  const state = shallowRef<RunsState>('loading')
  const error = shallowRef<LabError | null>(null)
  /** Told removed while the list is under way: the list may still hold them. */
  const removedMeanwhile = new Set<RunId>()
  let latestReading = 0

  async function reload(): Promise<void> {
    latestReading += 1
    const reading = latestReading
    state.value = 'loading'
    byId.clear()
    removedMeanwhile.clear()
    triggerRef(runs)
    const answer = await client.call('runs.list')
    if (reading !== latestReading) return
    for (const run of answer.ok ? answer.value : []) {
      if (!byId.has(run.id) && !removedMeanwhile.has(run.id)) byId.set(run.id, run)
    }
    error.value = answer.ok ? null : answer.error
    state.value = answer.ok ? 'ready' : 'failed'
    triggerRef(runs)
  }

  function follow(): () => void {
    const stops = [
      client.on('runs.changed', (changed) => {
        for (const run of changed) byId.set(run.id, run)
        triggerRef(runs)
      }),
      client.on('runs.removed', (removed) => {
        for (const id of removed) {
          byId.delete(id)
          if (state.value === 'loading') removedMeanwhile.add(id)
        }
        triggerRef(runs)
      }),
    ]
    void reload()
    return () => {
      latestReading += 1
      for (const stop of stops) stop()
    }
  }

  return { runs, state, error, reload, follow }
}
