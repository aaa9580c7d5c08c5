/** Which of the window's own dialogs is open, and the question that waits for an answer. */
import { ref, type ShallowRef, shallowRef } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'

export type DialogName = 'palette' | 'shortcuts' | 'tags' | 'colour' | 'gradients' | 'explain' | 'optimizers' | 'about'

export interface Question {
  readonly title: string
  readonly text: string
  /** What the button says: the deed, such as "Delete 3 runs for good". */
  readonly action: string
}

const openDialog = ref<DialogName | null>(null)
/** The runs that `tags` and `colour` are about. */
const dialogRuns: ShallowRef<readonly RunId[]> = shallowRef([])
const question: ShallowRef<(Question & { readonly answer: (isYes: boolean) => void }) | null> = shallowRef(null)

function open(name: DialogName, runs: readonly RunId[] = []): void {
  dialogRuns.value = runs
  openDialog.value = name
}

/** Asks before what cannot be undone; a second question answers the first with no. */
function ask(asked: Question): Promise<boolean> {
  question.value?.answer(false)
  return new Promise((resolve) => {
    question.value = {
      ...asked,
      answer: (isYes) => {
        question.value = null
        resolve(isYes)
      },
    }
  })
}

export function useDialogs() {
  return { openDialog, dialogRuns, question, open, ask }
}
