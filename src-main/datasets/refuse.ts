/** Ends the reading of a dataset: which file, and why. */
import { LabFailure } from '../contract/errors'

/** @throws LabFailure `datasetUnreadable`, always */
export function refuse(file: string, reason: string): never {
  throw new LabFailure({ kind: 'datasetUnreadable', file, reason })
}
