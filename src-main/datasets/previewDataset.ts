/** A preview of the dataset that a document's member names, as the window asks for it. */
import type { DatasetPreview } from '../contract/datasetPreview'
import type { Registry } from '../contract/definition'
import { pathText } from '../contract/experiment'
import { memberSchema } from '../contract/fieldSchema'
import { failure, type Result, success } from '../contract/result'
import type { DatasetDefinition } from './dataset'

export function previewDataset(
  document: unknown,
  datasets: readonly DatasetDefinition[],
  registry: Registry,
): Result<DatasetPreview> {
  const parsed = memberSchema('datasets', registry).safeParse(document)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), message }))
    return failure({ kind: 'invalidInput', what: 'dataset', problems })
  }
  const definition = datasets.find(({ kind }) => kind === parsed.data.kind)
  if (definition?.preview === undefined) {
    const problems = [{ path: 'kind', message: `= ${parsed.data.kind}, has no file to look at` }]
    return failure({ kind: 'invalidInput', what: 'dataset', problems })
  }
  return success(definition.preview(parsed.data))
}

/** A preview of nothing: what a file shows that cannot be read. */
export const emptyPreview: DatasetPreview = {
  columns: [],
  hiddenColumns: 0,
  rows: [],
  rowCount: 0,
  isWhole: false,
  measuredRows: 0,
  task: null,
  inputs: null,
  outputs: null,
  classes: [],
  facts: [],
  problems: [],
}
