/** A long series as `storage.mjs` fills and reads it: frames through the store, windows through the reading thread. */
import { unwrap } from '../src-main/contract/result'
import { appendFrame } from '../src-main/store/appendFrame'
import { openLabFile } from '../src-main/store/openLabFile'
import { openReader } from '../src-main/store/reader/reader'
import { insertRuns } from '../src-main/store/runs/insertRuns'
import { closeSeries } from '../src-main/store/series/appendRows'
import { sampleExperiment } from '../src-main/store/testing/sampleExperiment'

const key = { diagnostic: 'trainingLoss', parameter: '' }
const keys = [{ ...key, column: 'value' }]
const progress = { trainingLoss: null, bestTrainingLoss: null, validationLoss: null, validationAccuracy: null }

export interface Window {
  readonly fromStep: number | null
  readonly toStep: number | null
  readonly buckets: number
  readonly smoothing: number
}

/** @param thread full path of the built `readerThread.ts` */
export function openSeries(file: string, thread: string) {
  let labFile = unwrap(openLabFile(file, { mode: 'write' }))
  const [run] = insertRuns(labFile.db, { experiments: [sampleExperiment()], createdAtMs: 0 })
  const reader = openReader(thread, () => file)
  return {
    append(steps: Float64Array, values: Float64Array): void {
      const rows = [{ key, shape: { columns: ['value'] }, steps, values }]
      appendFrame(labFile.db, run!, { step: steps.at(-1)!, elapsedMs: 0, stepsPerSecond: null, rows }, progress)
    },
    /** Closes the file, so that its size is that of all that is kept, and opens it again. Before any window is read. */
    settle(): void {
      closeSeries(labFile.db, run!)
      labFile.close()
      labFile = unwrap(openLabFile(file, { mode: 'write' }))
    },
    async read(window: Window): Promise<unknown> {
      return unwrap(await reader.read('windows', { run: run!, keys, ...window }))
    },
    async close(): Promise<void> {
      await reader.close()
      labFile.close()
    },
  }
}
