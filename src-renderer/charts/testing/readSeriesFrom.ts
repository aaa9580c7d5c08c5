import { onTestFinished } from 'vitest'
import type { LabBridge } from '../../../src-main/contract/bridge'
import type { ColumnKey } from '../../../src-main/contract/series'
import { client } from '../../lab/client'
import { createSeriesReader, type ReadingView, type SeriesReader } from '../seriesReader'
import type { MemoryLab } from './memoryLab'

export const loss = { diagnostic: 'trainingLoss', column: 'value', parameter: '' }
export const validation = { diagnostic: 'validation', column: 'loss', parameter: '' }
export const whole: ReadingView = { buckets: 100, smoothing: 0, windowOf: () => null }
/** What main says of a run whose series reach that far now. */
export const grown = (run: number, step: number, keys: readonly ColumnKey[] = [loss]) => ({
  run,
  series: keys.map(({ diagnostic, parameter }) => ({ key: { diagnostic, parameter }, step })),
})
/** `length` values, each one more than the one before, the first of them `from` + 1. */
export const rising = (length: number, from = 0) => Array.from({ length }, (_, index) => from + index + 1)

/** A reader of the training loss in `lab`, over all steps; it ends with the test. */
export function readSeriesFrom(lab: MemoryLab): SeriesReader & { stop(): void } {
  Object.defineProperty(window, 'lab', { value: lab.bridge satisfies LabBridge, configurable: true })
  const reader = createSeriesReader(client)
  const stop = reader.follow()
  onTestFinished(stop)
  reader.setView(whole)
  reader.setWanted([{ key: loss, isSmoothed: true }])
  return { ...reader, stop }
}
