/** A series as a conclusion reads it: what is drawn, over the whole run, with who it belongs to. */
import type { RunStatus } from '../../contract/run'

export interface Curve {
  /** What the sentence calls the run. */
  readonly label: string
  /** As in a `SeriesWindow`: per bucket the step of its last point, smallest, largest and last finite value. */
  readonly steps: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly last: Float64Array
  /** Then a step is known only to within its bucket. */
  readonly isDecimated: boolean
  readonly status: RunStatus
  /** Steps made so far. */
  readonly step: number
  /** The same point always gives the same loss, and α does not change: the loss can settle into a cycle. */
  readonly isNoiseFree: boolean
}

/** How the window writes a measured number; conclusions have the same digits as the table. */
export type NumberFormat = (value: number) => string
