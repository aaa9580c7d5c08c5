/** The runs that train and those that wait, in the order of the queue. */
import { computed } from 'vue'
import type { RunSummary } from '../../src-main/contract/run'
import { useRuns } from './useRuns'

const { runs } = useRuns()

const unfinished = computed(() => {
  const running: RunSummary[] = []
  const queued: RunSummary[] = []
  for (const run of runs.value.values()) {
    if (run.status === 'running') running.push(run)
    else if (run.status === 'queued') queued.push(run)
  }
  running.sort((a, b) => a.id - b.id)
  queued.sort((a, b) => (a.queuePosition ?? 0) - (b.queuePosition ?? 0) || a.id - b.id)
  return { running, queued }
})

const running = computed(() => unfinished.value.running)
const queued = computed(() => unfinished.value.queued)

export function useQueue() {
  return { running, queued }
}
