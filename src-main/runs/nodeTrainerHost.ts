/** Trainers as plain child processes, for the command line. */
import { InvariantError } from '../contract/assertNever'
import type { TrainerHost } from './trainerHost'

/** @param entry full path of the built trainer. */
export function createNodeTrainerHost(_entry: string): TrainerHost {
  throw new InvariantError('createNodeTrainerHost')
}
