/**
 * The same series as in `storageEntry.ts` in a version that has no reading thread: its window calls read in main itself, and
 * smooth the whole series each time. `before` is that version's src-main, by an alias of the bundle.
 */
import { decimate } from 'before/analysis/decimate'
import { smooth } from 'before/analysis/smooth'
import { unwrap } from 'before/contract/result'
import { appendFrame, forgetTails } from 'before/store/appendFrame'
import { insertRuns } from 'before/store/insertRuns'
import { openLabFile } from 'before/store/openLabFile'
import { readSeries } from 'before/store/readSeries'
import { readSeriesWindow } from 'before/store/readSeriesWindow'
import { sampleExperiment } from 'before/store/testing/sampleExperiment'

const key = { diagnostic: 'trainingLoss', column: 'value', parameter: '' }
const progress = { trainingLoss: null, bestTrainingLoss: null, validationLoss: null, validationAccuracy: null }

/** @param {string} file */
export function openSeries(file) {
  let labFile = unwrap(openLabFile(file, { mode: 'write' }))
  const [run] = insertRuns(labFile.db, { experiments: [sampleExperiment()], group: null, createdAtMs: 0 })
  return {
    append(steps, values) {
      const rows = [{ key, steps, values }]
      appendFrame(labFile.db, run, { step: steps.at(-1), elapsedMs: 0, stepsPerSecond: null, rows }, progress)
    },
    settle() {
      forgetTails(labFile.db, run)
      labFile.close()
      labFile = unwrap(openLabFile(file, { mode: 'write' }))
    },
    async read({ fromStep, toStep, buckets, smoothing }) {
      const { db } = labFile
      if (smoothing === 0) return [readSeriesWindow(db, run, key, fromStep, toStep, buckets)]
      const { steps, values } = readSeries(db, run, key)
      return [{ key, ...decimate(steps, smooth(values, smoothing), fromStep, toStep, buckets) }]
    },
    close: async () => labFile.close(),
  }
}
