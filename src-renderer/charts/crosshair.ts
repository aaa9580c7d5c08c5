/** What the crosshair reads of each line: the point nearest to its place, as long as the line is there at all. */
import { nearest } from './inRange'
import type { LineChartInput } from './lineChart'

export interface CrosshairReading {
  readonly run: number
  readonly label: string
  readonly colour: string
  readonly dash: readonly number[]
  /** Where on the axis the point is. */
  readonly x: number
  /** The last value of the point's bucket; NaN where the series has none. */
  readonly value: number
  /** The smallest and largest of its bucket. */
  readonly low: number
  readonly high: number
}

/** Beyond a line's end by more than this share of the view it has nothing to say. */
const reach = 0.01

export function crosshairReadings(input: LineChartInput, place: number): readonly CrosshairReading[] {
  const slack = (input.x.max - input.x.min) * reach
  return input.lines.flatMap((line) => {
    const index = nearest(line.x, place)
    if (index === -1) return []
    if (place < line.x[0]! - slack || place > line.x.at(-1)! + slack) return []
    const { run, label, colour, dash } = line
    return [
      {
        run,
        label,
        colour,
        dash,
        x: line.x[index]!,
        value: line.last[index]!,
        low: line.low[index]!,
        high: line.high[index]!,
      },
    ]
  })
}

/** The place one point of the longest line further on, or back; from nowhere it starts at the view's start or end. */
export function crosshairMoved(input: LineChartInput, from: number | null, points: number): number | null {
  const longest = input.lines.reduce<Float64Array | null>(
    (best, line) => (best === null || line.x.length > best.length ? line.x : best),
    null,
  )
  if (longest === null || longest.length === 0) return null
  const start = from ?? (points > 0 ? input.x.min : input.x.max)
  const index = nearest(longest, start) + (from === null ? 0 : points)
  const place = longest[Math.min(longest.length - 1, Math.max(0, index))]!
  return Math.min(input.x.max, Math.max(input.x.min, place))
}
