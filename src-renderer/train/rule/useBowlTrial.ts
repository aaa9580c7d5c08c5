/** Trains the draft's rule on the lecture's bowl and shows it, and RMSProp on the same bowl, alone on the charts. */
import { readonly, ref } from 'vue'
import { client } from '../../lab/client'
import { useToasts } from '../../lab/useToasts'
import { useRunActions } from '../../runs/useRunActions'
import { useRuns } from '../../runs/useRuns'
import { isJsonObject } from '../draft/documentPath'
import { tryOnBowl } from './tryOnBowl'

export function useBowlTrial() {
  const { allRuns, selectMany } = useRuns()
  const { show, showError } = useToasts()
  const { showOnly } = useRunActions()
  const isTrying = ref(false)

  /** What else is wrong with the draft's optimizer, main refuses in its own words. */
  async function tryIt(optimizer: unknown, title: string): Promise<void> {
    if (!isJsonObject(optimizer)) return
    isTrying.value = true
    const { documents, reference } = tryOnBowl(optimizer, title, allRuns())
    const answer = await client.call('runs.start', { documents: [...documents] })
    if (answer.ok) {
      const both = reference === undefined ? answer.value : [reference, ...answer.value]
      selectMany(both)
      await showOnly(both)
      show(`“${title}” and RMSProp on the bowl are on the charts`, { tone: 'ok' })
    } else showError(answer.error)
    isTrying.value = false
  }

  return { isTrying: readonly(isTrying), tryIt }
}
