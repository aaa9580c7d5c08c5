/** What `LineChart.vue` draws: plain columns in axis units, and how each line looks. */
import type { AxisLimits, Scale } from '../../src-main/analysis/axisLimits'
import type { AxisKind } from '../../src-main/analysis/axisMapping'
import type { Range } from './range'

export interface ChartLine {
  readonly run: number
  readonly label: string
  /** CSS colour; may name a token. */
  readonly colour: string
  readonly dash: readonly number[]
  /** Rising; as long as the value columns. One point a bucket; NaN breaks the line. */
  readonly x: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly last: Float64Array
  readonly ribbon: { readonly x: Float64Array; readonly low: Float64Array; readonly high: Float64Array } | null
  /** Places of NaN and ±Infinity. */
  readonly nonFinite: Float64Array
  /** Where a diverged run ended. */
  readonly divergedAt: number | null
}

export interface LineChartInput {
  readonly title: string
  /** What was done to the data. */
  readonly note: string
  readonly conclusion: string
  readonly lines: readonly ChartLine[]
  readonly axis: AxisKind
  readonly scale: Scale
  /** The part in view, and all there is. */
  readonly x: Range
  readonly whole: Range
  /** Null when there is nothing that the axis can show. */
  readonly y: AxisLimits | null
  readonly number: 'plain' | 'percent'
}
