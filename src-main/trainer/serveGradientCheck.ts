/**
 * Checks the gradients of one experiment for the parent.
 *
 * The check does not breathe: nothing is heard until it is done, and who wants it no more ends the process.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Experiment } from '../contract/experiment'
import type { FromGradientCheck } from '../contract/trainerMessages'
import { checkExperiment } from './checkExperiment'

/** More would only be overtaken before it is drawn. */
const mostProgressMessages = 100

/** @throws LabFailure when the data cannot be read or do not fit */
export async function serveGradientCheck(
  experiment: Experiment,
  send: (message: FromGradientCheck) => void,
): Promise<void> {
  // The parent's other messages of this turn are heard first.
  await nextTurn()
  const check = checkExperiment(experiment, (checked, total) => {
    if (checked % Math.ceil(total / mostProgressMessages) === 0)
      send({ type: 'checking', progress: { checked, total } })
  })
  send({ type: 'checked', check })
}
