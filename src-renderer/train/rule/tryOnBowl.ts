/**
 * A rule tried at once: on the lecture's bowl with the settings of the draft, beside the lecture's RMSProp, which is
 * trained only if it is not there already.
 */
import type { RunId } from '../../../src-main/contract/identifiers'
import { lecture } from '../../../src-main/contract/presets'
import type { RunSummary } from '../../../src-main/contract/run'

const rmsprop = lecture.documents.find((document) => document.optimizer?.kind === 'rmsprop')

export interface BowlTrial {
  readonly documents: readonly unknown[]
  /** The lecture's RMSProp as it was trained before. */
  readonly reference: RunId | undefined
}

/** @param optimizer - the draft's, a rule · @param title - the rule's */
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
