/** The store for `storage.mjs`, as one module. */
export { unwrap } from '../src-main/contract/result'
export { appendFrame } from '../src-main/store/appendFrame'
export { openLabFile } from '../src-main/store/openLabFile'
export { readSeriesWindows } from '../src-main/store/reader/readSeriesWindow'
export { insertRuns } from '../src-main/store/runs/insertRuns'
export { closeSeries } from '../src-main/store/series/appendRows'
export { sampleExperiment } from '../src-main/store/testing/sampleExperiment'
