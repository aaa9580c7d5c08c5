/** Starting what is being edited: once, or with the seeds 1 to n as a group. Main judges the document once more. */
import { computed, readonly, ref } from 'vue'
import type { RunId } from '../../../src-main/contract/identifiers'
import type { Result } from '../../../src-main/contract/result'
import { client } from '../../lab/client'
import { useToasts } from '../../lab/useToasts'
import { useRuns } from '../../runs/useRuns'
import { useDraft } from '../useDraft'

const isStarting = ref(false)

export function useStart() {
  const draft = useDraft()
  const { show, showError } = useToasts()
  const { focusRun, selectMany } = useRuns()

  const problemCount = computed(() => (draft.textProblem.value === null ? draft.check.problems.value.length : 1))
  /** Why it cannot be started; null when it can. */
  const reason = computed(() => {
    if (draft.textProblem.value !== null) return `The JSON cannot be read, ${draft.textProblem.value.message}`
    if (problemCount.value > 0) return `${problemCount.value} ${problemCount.value === 1 ? 'problem' : 'problems'}`
    return null
  })

  /** False when a problem stands in the way. What was just typed is checked first. */
  async function started(
    call: () => Promise<Result<readonly RunId[]>>,
    words: (count: number) => string,
  ): Promise<boolean> {
    if (isStarting.value) return true
    isStarting.value = true
    await draft.check.settle()
    const answer = reason.value === null ? await call() : null
    isStarting.value = false
    if (answer === null) return false
    if (answer.ok) showStarted(answer.value, words(answer.value.length))
    else showError(answer.error)
    return true
  }

  function showStarted(ids: readonly RunId[], words: string): void {
    draft.markKept()
    draft.mode.value = 'run'
    selectMany(ids)
    focusRun(ids[0] ?? null)
    show(words, { tone: 'ok' })
  }

  const document = () => draft.document.value
  return {
    isStarting: readonly(isStarting),
    problemCount,
    reason,
    start: () =>
      started(
        () => client.call('runs.start', { documents: [document()] }),
        () => 'The run is queued',
      ),
    startSeeds: (seeds: number) =>
      started(
        () => client.call('runs.startSeeds', { document: document(), seeds }),
        (count) => `${count} runs are queued, seeds 1 to ${count}`,
      ),
  }
}
