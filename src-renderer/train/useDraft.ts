/**
 * The experiment being edited, shared by the form, the JSON view and the commands.
 *
 * Form and JSON edit the same document. A change in the form writes the text anew; a change in the text is taken over
 * as soon as it can be read again. Until then the text stays as typed, the document as it was, and `textProblem` says why.
 * The document may hold anything that is JSON: what is wrong with it is main's to say (`experimentCheck`).
 */
import { computed, type Ref, readonly, ref, type ShallowRef, shallowRef } from 'vue'
import { readDocumentText, type TextProblem } from '../../src-main/contract/documentText'
import { lecture } from '../../src-main/contract/presets'
import type { RunSummary } from '../../src-main/contract/run'
import { type Client, client } from '../lab/client'
import { useToasts } from '../lab/useToasts'
import { copyName } from './draft/copyName'
import { documentText } from './draft/documentText'
import { createExperimentCheck, type ExperimentCheck } from './draft/experimentCheck'
import { inKeyOrder } from './draft/keyOrder'

/** `run` shows the run in focus, `draft` the experiment being edited. */
export type PanelMode = 'run' | 'draft'
export type DraftView = 'form' | 'json'

export interface Draft {
  readonly mode: Ref<PanelMode>
  readonly view: Ref<DraftView>
  /** Null until a first draft is made. */
  readonly document: Readonly<ShallowRef<unknown>>
  readonly text: Readonly<Ref<string>>
  readonly textProblem: Readonly<ShallowRef<TextProblem | null>>
  readonly hasDraft: Readonly<Ref<boolean>>
  readonly check: ExperimentCheck
  /** Starts from the document given, or from RMSProp on the lecture's bowl. */
  newDraft(document?: unknown): void
  /** Starts from what a saved run was trained on. */
  duplicate(run: Pick<RunSummary, 'name' | 'experiment'>): void
  setDocument(document: unknown): void
  setText(text: string): void
  /** Gives up a text that cannot be read: back to the document as it was. */
  discardText(): void
  /** The draft is kept elsewhere now, as a run: replacing it loses nothing. */
  markKept(): void
  dispose(): void
}

const firstDocument =
  lecture.documents.find((document) => document.optimizer?.kind === 'rmsprop') ?? lecture.documents[0]

/** @param onReplaced hears of an edited draft that gave way to another; `restore` brings it back. */
export function createDraft(caller: Pick<Client, 'call'>, onReplaced: (restore: () => void) => void): Draft {
  const mode = ref<PanelMode>('run')
  const view = ref<DraftView>('form')
  const document = shallowRef<unknown>(null)
  const text = ref('')
  const textProblem = shallowRef<TextProblem | null>(null)
  const hasDraft = computed(() => document.value !== null || textProblem.value !== null)
  const check = createExperimentCheck(caller)
  let isEdited = false

  function setDocument(next: unknown): void {
    isEdited = true
    document.value = inKeyOrder(next)
    text.value = documentText(document.value)
    textProblem.value = null
    check.request(document.value)
  }

  function replace(next: unknown): void {
    const before = text.value
    if (isEdited) onReplaced(() => setText(before))
    setDocument(next)
    isEdited = false
    mode.value = 'draft'
  }

  function setText(next: string): void {
    if (next === text.value) return
    isEdited = true
    text.value = next
    const read = readDocumentText(next)
    textProblem.value = read.ok ? null : read.problems[0]
    if (!read.ok) return
    document.value = read.document
    check.request(read.document)
  }

  return {
    mode,
    view,
    document,
    text: readonly(text),
    textProblem,
    hasDraft,
    check,
    newDraft: (next = firstDocument) => replace(next),
    duplicate: (run) => replace({ ...run.experiment, name: copyName(run.name) }),
    setDocument,
    setText,
    discardText: () => setDocument(document.value),
    markKept() {
      isEdited = false
    },
    dispose: check.dispose,
  }
}

let shared: Draft | undefined

export function useDraft(): Draft {
  shared ??= createDraft(client, (restore) => {
    useToasts().show('The draft was replaced', { action: { label: 'Undo', run: restore } })
  })
  return shared
}
