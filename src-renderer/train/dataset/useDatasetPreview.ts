/**
 * What a dataset's files hold, asked of main again whenever its settings rest, and only while someone looks.
 *
 * An answer that has been overtaken by a later question is dropped.
 */
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import type { DatasetPreview } from '../../../src-main/contract/datasetPreview'
import { sentence } from '../../../src-main/contract/errors'
import { client } from '../../lab/client'

/** Typing rests for so long before a file is read again. */
const restMs = 250

export interface DatasetPreviewState {
  /** The last answer; null before the first one and after a refusal. */
  readonly preview: Readonly<Ref<DatasetPreview | null>>
  /** Why there is no preview, or ''. */
  readonly refusal: Readonly<Ref<string>>
}

/** @param isShown - nothing is asked while it is false */
export function useDatasetPreview(dataset: () => unknown, isShown: Readonly<Ref<boolean>>): DatasetPreviewState {
  const preview = shallowRef<DatasetPreview | null>(null)
  const refusal = shallowRef('')
  let question = 0
  let rest: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    question += 1
    const mine = question
    const answer = await client.call('datasets.preview', { dataset: dataset() })
    if (mine !== question) return
    preview.value = answer.ok ? answer.value : null
    refusal.value = answer.ok ? '' : sentence(answer.error)
  }

  watch(isShown, (shown) => {
    clearTimeout(rest)
    if (shown) void ask()
  })
  watch(
    () => JSON.stringify(dataset()),
    () => {
      clearTimeout(rest)
      if (isShown.value) rest = setTimeout(() => void ask(), restMs)
    },
  )
  onScopeDispose(() => {
    clearTimeout(rest)
    question += 1
  })
  return { preview, refusal }
}
