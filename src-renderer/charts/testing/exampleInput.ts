/** Chart inputs for tests. */
import { axisLimits } from '../../../src-main/analysis/axisLimits'
import type { ChartLine, LineChartInput } from '../lineChart'

/** A line through (1, v₁), (2, v₂) …, nothing decimated. */
export function exampleLine(run: number, values: readonly number[], changes: Partial<ChartLine> = {}): ChartLine {
  const column = Float64Array.from(values, (value) => (Number.isFinite(value) ? value : Number.NaN))
  const x = column.map((_, index) => index + 1)
  return {
    run,
    label: `run ${run}`,
    colour: 'rgb(1, 2, 3)',
    dash: [],
    x,
    low: column,
    high: column,
    last: column,
    ribbon: null,
    nonFinite: x.filter((_, index) => !Number.isFinite(values[index])),
    divergedAt: null,
    ...changes,
  }
}

export function exampleInput(lines: readonly ChartLine[], changes: Partial<LineChartInput> = {}): LineChartInput {
  const scale = changes.scale ?? 'linear'
  return {
    title: 'Training loss',
    note: 'linear, 1 run',
    conclusion: 'First below 0.01: RMSProp at step 97.',
    lines,
    axis: 'step',
    scale,
    x: { min: 0, max: 10 },
    whole: { min: 0, max: 10 },
    y: axisLimits(
      lines.map((line) => line.last),
      scale,
    ),
    number: 'plain',
    ...changes,
  }
}
