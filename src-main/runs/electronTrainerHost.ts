/** Trainers as Electron utility processes, for the window. */
import { InvariantError } from '../contract/assertNever'
import type { TrainerHost } from './trainerHost'

/** @param entry full path of the built trainer. */
export function createElectronTrainerHost(_entry: string): TrainerHost {
  throw new InvariantError('createElectronTrainerHost')
}
