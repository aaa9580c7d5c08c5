/**
 * Main's judgement of the document being edited: what is wrong, and where.
 *
 * There is no second validator in the window: every change is sent to `experiments.check` once typing pauses, so the
 * sentences are those of the command line. The answer to the latest question wins; older ones are dropped.
 */
import { type ShallowRef, shallowRef } from 'vue'
import type { InputProblem, LabError } from '../../../src-main/contract/errors'
import type { Client } from '../../lab/client'

/** Long enough to type a digit more, short enough to feel at once. */
const pauseMs = 120

export interface ExperimentCheck {
  readonly problems: ShallowRef<readonly InputProblem[]>
  /** Settings that are valid but probably unintended. */
  readonly remarks: ShallowRef<readonly InputProblem[]>
  /** Why the document could not be checked at all. */
  readonly error: ShallowRef<LabError | null>
  /** A question is waiting or under way. */
  readonly isPending: ShallowRef<boolean>
  request(document: unknown): void
  /** Asks at once what waits, and is done when the latest question is answered. */
  settle(): Promise<void>
  dispose(): void
}

export function createExperimentCheck(client: Pick<Client, 'call'>): ExperimentCheck {
  const problems = shallowRef<readonly InputProblem[]>([])
  const remarks = shallowRef<readonly InputProblem[]>([])
  const error = shallowRef<LabError | null>(null)
  const isPending = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: Promise<void> = Promise.resolve()
  let waiting: unknown
  let latest = 0

  async function ask(document: unknown, question: number): Promise<void> {
    const answer = await client.call('experiments.check', { document })
    if (question !== latest) return
    isPending.value = false
    error.value = answer.ok ? null : answer.error
    if (!answer.ok) return
    problems.value = answer.value.problems
    remarks.value = answer.value.remarks
  }

  function askNow(): void {
    clearTimeout(timer)
    timer = undefined
    asking = ask(waiting, latest)
  }

  return {
    problems,
    remarks,
    error,
    isPending,
    request(document) {
      latest += 1
      waiting = document
      isPending.value = true
      clearTimeout(timer)
      timer = setTimeout(askNow, pauseMs)
    },
    async settle() {
      while (isPending.value) {
        if (timer !== undefined) askNow()
        await asking
      }
    },
    dispose() {
      latest += 1
      clearTimeout(timer)
      timer = undefined
      isPending.value = false
    },
  }
}
