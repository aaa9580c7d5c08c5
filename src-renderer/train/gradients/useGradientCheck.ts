/**
 * The gradient check of the experiment being edited: asked of main, followed, cancelled.
 *
 * One for the window, as there is one in main; an answer that a later question has overtaken is dropped.
 */
import { type ShallowRef, shallowRef } from 'vue'
import { sentence } from '../../../src-main/contract/errors'
import type { GradientCheck, GradientProgress } from '../../../src-main/contract/gradientCheck'
import { type Client, client } from '../../lab/client'

export type GradientCheckState =
  | { readonly kind: 'idle' }
  /** Progress is null until the data are read and the first elements are done. */
  | { readonly kind: 'checking'; readonly progress: GradientProgress | null }
  | { readonly kind: 'checked'; readonly check: GradientCheck }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly text: string }

export interface GradientChecker {
  readonly state: Readonly<ShallowRef<GradientCheckState>>
  /** Settles when this check has an end. */
  start(document: unknown): Promise<void>
  /** Ends what is under way. */
  cancel(): void
}

export function createGradientChecker(caller: Client): GradientChecker {
  const state = shallowRef<GradientCheckState>({ kind: 'idle' })
  let question = 0

  return {
    state,
    async start(document) {
      question += 1
      const mine = question
      state.value = { kind: 'checking', progress: null }
      const stop = caller.on('gradients.progress', (progress) => {
        if (mine === question) state.value = { kind: 'checking', progress }
      })
      const answer = await caller.call('gradients.check', { document })
      stop()
      if (mine !== question) return
      question += 1
      if (!answer.ok) state.value = { kind: 'refused', text: sentence(answer.error) }
      else state.value = answer.value === null ? { kind: 'cancelled' } : { kind: 'checked', check: answer.value }
    },
    cancel() {
      if (state.value.kind !== 'checking') return
      question += 1
      state.value = { kind: 'cancelled' }
      void caller.call('gradients.cancel')
    },
  }
}

let shared: GradientChecker | undefined

export function useGradientCheck(): GradientChecker {
  shared ??= createGradientChecker(client)
  return shared
}
