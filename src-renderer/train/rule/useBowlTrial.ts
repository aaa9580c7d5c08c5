/** Trains the draft's rule on the lecture's bowl and shows it, and RMSProp on the same bowl, alone on the charts. */
import { readonly, ref } from 'vue'
import type { RunId } from '../../../src-main/contract/identifiers'
import { lecture } from '../../../src-main/contract/presets'
import type { RunSummary } from '../../../src-main/contract/run'
import { client } from '../../lab/client'
import { useToasts } from '../../lab/useToasts'
import { useRunActions } from '../../runs/useRunActions'
import { useRuns } from '../../runs/useRuns'
import { isJsonObject } from '../draft/documentPath'

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

const rmsprop = lecture.documents.find((document) => document.optimizer?.kind === 'rmsprop')

interface BowlTrial {
  readonly documents: readonly unknown[]
  /** The lecture's RMSProp as it was trained before. */
  readonly reference: RunId | undefined
}

/**
 * A rule tried at once: on the lecture's bowl with the settings of the draft, beside the lecture's RMSProp, which is
 * trained only if it is not there already.
 *
 * @param optimizer - the draft's, a rule · @param title - the rule's
 */
export function tryOnBowl(optimizer: object, title: string, runs: Iterable<RunSummary>): BowlTrial {
  const reference = [...runs].find(isReference)?.id
  const trial = { ...rmsprop, name: `bowl, ${title}`, optimizer }
  return { documents: reference === undefined ? [rmsprop, trial] : [trial], reference }
}

function isReference({ name, status, trashedAtMs, experiment }: RunSummary): boolean {
  const { problem, optimizer, seed } = experiment
  return (
    name === rmsprop?.name &&
    status === 'completed' &&
    trashedAtMs === null &&
    optimizer.kind === 'rmsprop' &&
    optimizer.learningRate === rmsprop.optimizer?.learningRate &&
    problem.kind === rmsprop.problem?.kind &&
    seed === rmsprop.seed
  )
}
