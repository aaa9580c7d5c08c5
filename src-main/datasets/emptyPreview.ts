/** A preview of nothing: what a file shows that cannot be read. */
import type { DatasetPreview } from '../contract/datasetPreview'

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
