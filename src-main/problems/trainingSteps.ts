/** The steps of an epoch without building anything: for pictures of a run that is not there yet. */
import type { Member } from '../contract/field'
import type { DatasetDefinition } from '../datasets/dataset'
import { datasetNamed } from './datasetNamed'

interface BatchedSettings {
  readonly dataset: Member
  readonly batchSize: number
}

/**
 * @returns null for files of the user's own, which are read when a run starts
 * @throws LabFailure when bundled data cannot be read
 */
export function trainingSteps(
  { dataset, batchSize }: BatchedSettings,
  datasets: readonly DatasetDefinition[],
  seed: number,
): number | null {
  const definition = datasetNamed(dataset, datasets)
  const isOwnFile = definition.preview !== undefined
  return isOwnFile ? null : Math.ceil(definition.load(dataset, seed).parts.training.count / batchSize)
}
