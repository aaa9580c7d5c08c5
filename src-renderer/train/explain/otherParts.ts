/** What else of two experiments differs besides their optimizers, so that nothing of it is put down to them. */
import type { Experiment } from '../../../src-main/contract/experiment'

const parts = ['problem', 'schedule', 'budget', 'precision', 'seed'] as const

/** Names of the parts of the document, in its order. */
export function otherParts(left: Experiment, right: Experiment): readonly string[] {
  return parts.filter((part) => JSON.stringify(left[part]) !== JSON.stringify(right[part]))
}
