/**
 * The pictures of the document being edited, asked of main again whenever typing rests.
 *
 * While the document is not sound the last ones stay, marked as such: what is wrong is mostly half typed. An answer that has been
 * overtaken by a later question is dropped.
 */
import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue'
import type { Sketches } from '../../../src-main/contract/sketch'
import type { Client } from '../../lab/client'

/** Long enough to type a digit more, short enough to feel at once. */
const restMs = 120

export interface SketchesState {
  readonly sketches: Readonly<ShallowRef<Sketches>>
  /** The document is not sound, and the pictures are those of what it was before. */
  readonly isStale: Readonly<ShallowRef<boolean>>
}

export function useSketches(caller: Pick<Client, 'call'>, document: () => unknown): SketchesState {
  const sketches = shallowRef<Sketches>({ problem: null, schedule: null })
  const isStale = shallowRef(false)
  let question = 0
  let rest: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    question += 1
    const mine = question
    const answer = await caller.call('experiments.sketch', { document: document() })
    if (mine !== question || !answer.ok) return
    isStale.value = answer.value === null
    if (answer.value !== null) sketches.value = answer.value
  }

  watch(
    () => JSON.stringify(document()),
    () => {
      clearTimeout(rest)
      rest = setTimeout(() => void ask(), restMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(rest)
    question += 1
  })
  return { sketches, isStale }
}
