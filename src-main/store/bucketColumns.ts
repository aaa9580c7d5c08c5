/** Gathers blocks, in order, into buckets of equal width in steps: one column of pixels each. */
import type { SeriesWindow } from '../contract/series'
import type { BlockColumns } from './blockColumns'

export interface BucketColumns {
  /** Adds block `index` to the bucket that its last step falls into. */
  add(blocks: BlockColumns, index: number): void
  finished(): Pick<SeriesWindow, 'steps' | 'low' | 'high' | 'last'>
}

/** @param toStep the last step of the window, included. */
export function createBucketColumns(fromStep: number, toStep: number, buckets: number): BucketColumns {
  const steps = new Float64Array(buckets)
  const low = new Float64Array(buckets)
  const high = new Float64Array(buckets)
  const last = new Float64Array(buckets)
  const bucketsPerStep = buckets / (toStep - fromStep + 1)
  let filled = 0
  let current = -1
  return {
    add: (blocks, index) => {
      const place = Math.floor((blocks.steps[index]! - fromStep) * bucketsPerStep)
      const bucket = Math.min(buckets - 1, Math.max(0, place))
      if (bucket !== current) {
        current = bucket
        low[filled] = Number.NaN
        high[filled] = Number.NaN
        last[filled] = Number.NaN
        filled += 1
      }
      const at = filled - 1
      steps[at] = blocks.steps[index]!
      if (Number.isNaN(blocks.last[index]!)) return
      last[at] = blocks.last[index]!
      if (!(low[at]! <= blocks.low[index]!)) low[at] = blocks.low[index]!
      if (!(high[at]! >= blocks.high[index]!)) high[at] = blocks.high[index]!
    },
    finished: () => ({
      steps: steps.slice(0, filled),
      low: low.slice(0, filled),
      high: high.slice(0, filled),
      last: last.slice(0, filled),
    }),
  }
}
