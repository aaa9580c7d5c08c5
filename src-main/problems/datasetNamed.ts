/** The definition of the dataset that a member names, out of those a document can name. */
import type { Member } from '../contract/field'
import type { DatasetDefinition } from '../datasets/dataset'

/** @throws RangeError if its kind is not in the list */
export function datasetNamed({ kind }: Member, datasets: readonly DatasetDefinition[]): DatasetDefinition {
  const found = datasets.find((candidate) => candidate.kind === kind)
  if (found === undefined) throw new RangeError(`dataset.kind = ${kind}, must be in the list`)
  return found
}
