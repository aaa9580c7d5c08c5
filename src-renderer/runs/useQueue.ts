/** The runs that train and those that wait, in the order of the queue. */
import { computed, type ShallowRef, shallowRef } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import { OrderedRuns } from './orderedRuns'
import { oldestFirst } from './runOrder'
import { useRuns } from './useRuns'

const { runOf, observeRuns } = useRuns()

const runningRuns = new OrderedRuns({ accepts: (run) => run.status === 'running', compare: oldestFirst })
const queuedRuns = new OrderedRuns({
  accepts: (run) => run.status === 'queued',
  compare: (a, b) => (a.queueOrder ?? 0) - (b.queueOrder ?? 0) || oldestFirst(a, b),
})
const runningIds: ShallowRef<readonly RunId[]> = shallowRef([])
const queuedIds: ShallowRef<readonly RunId[]> = shallowRef([])

observeRuns((changes) => {
  if (runningRuns.change(changes)) runningIds.value = runningRuns.ids()
  if (queuedRuns.change(changes)) queuedIds.value = queuedRuns.ids()
})

const runsOf = (ids: readonly RunId[]): RunSummary[] => ids.map(runOf).filter((run) => run !== undefined)
const running = computed(() => runsOf(runningIds.value))
const queued = computed(() => runsOf(queuedIds.value))

export function useQueue() {
  return {
    running,
    queued,
    queuedIds,
    /** How many wait before it; -1 for a run that does not wait. */
    placeInQueue: (id: RunId): number => queuedIds.value.indexOf(id),
  }
}
