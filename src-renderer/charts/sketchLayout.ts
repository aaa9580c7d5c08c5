/**
 * Where everything of a small picture lies, in CSS pixels: paths, marks, ticks and its frame; and its words.
 *
 * The value axis is logarithmic when all values are above 0, span two decades or more, and half of them would lie flat
 * on the ground of a linear one. A linear axis begins at 0 unless a value is below.
 */
import type { Scale } from '../../src-main/analysis/axisLimits'
import { ticks } from '../../src-main/analysis/ticks'
import type { Sketch } from '../../src-main/contract/sketch'
import { formatCount, formatNumber } from '../lab/formatNumber'
import { placeTick } from './axisText'
import { type PlotArea, xToPixel, yToPixel } from './plotArea'

export interface SketchTick {
  readonly at: number
  readonly text: string
}

export interface SketchLayout {
  readonly scale: Scale
  readonly area: PlotArea
  /** SVG path of the line, through both ends of a stretch where they differ; of a range its upper edge and its lower. */
  readonly line: string
  /** SVG path of the ground between the edges of a range; '' otherwise. */
  readonly ground: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
  readonly xTicks: readonly SketchTick[]
  readonly yTicks: readonly SketchTick[]
}

const margin = { left: 46, right: 10, top: 8, bottom: 18 }
const tickWidth = 64
const tickHeight = 22
const smallestLogRatio = 100
/** Below this share of the largest value a line lies on the ground of a linear axis. */
const flat = 0.1
const headroom = 1.05

export function sketchLayout(sketch: Sketch, width: number, height: number): SketchLayout {
  const { x, low, high, style } = sketch
  const scale = fittingScale(low, high)
  const area: PlotArea = {
    left: margin.left,
    right: Math.max(margin.left + 1, width - margin.right),
    top: margin.top,
    bottom: Math.max(margin.top + 1, height - margin.bottom),
    x: x.length > 1 ? { min: x[0]!, max: x[x.length - 1]! } : { min: (x[0] ?? 0) - 0.5, max: (x[0] ?? 0) + 0.5 },
    y: valueRange(low, high, scale),
    scale,
  }
  const across = Math.max(2, Math.floor((area.right - area.left) / tickWidth))
  const up = Math.max(2, Math.floor((area.bottom - area.top) / tickHeight))
  const places = ticks(area.x.min, area.x.max, 'linear', across)
  const values = ticks(area.y.min, area.y.max, scale, up)
  return {
    scale,
    area,
    line: style === 'range' ? `${pathOf(area, x, high)}${pathOf(area, x, low)}` : linePath(area, sketch),
    ground: style === 'range' ? groundPath(area, sketch) : '',
    points: style === 'points' ? x.map((at, index) => ({ x: xToPixel(area, at), y: pixel(area, high[index]!) })) : [],
    xTicks: places.map((at) => ({ at: xToPixel(area, at), text: placeTick(at) })),
    yTicks: values.map((at) => ({ at: pixel(area, at), text: formatNumber(at, 6) })),
  }
}

function fittingScale(low: readonly number[], high: readonly number[]): Scale {
  const top = Math.max(...high)
  const bottom = Math.min(...low)
  const grounded = high.filter((value) => value < flat * top).length
  return bottom > 0 && top / bottom >= smallestLogRatio && grounded * 2 >= high.length ? 'log' : 'linear'
}

function valueRange(low: readonly number[], high: readonly number[], scale: Scale): { min: number; max: number } {
  const top = Math.max(...high)
  const bottom = Math.min(...low)
  if (scale === 'log') return { min: bottom / headroom, max: top * headroom }
  const min = Math.min(0, bottom)
  return { min, max: top > min ? top + (top - min) * (headroom - 1) : min + 1 }
}

/** Not past the edge of the axis, where rounding may put an end of it. */
function pixel(area: PlotArea, value: number): number {
  const y = yToPixel(area, value)
  return Math.min(area.bottom, Math.max(area.top, Number.isNaN(y) ? area.bottom : y))
}

const coordinate = (value: number): string => String(Math.round(value * 100) / 100)

function pathOf(area: PlotArea, x: readonly number[], values: readonly number[]): string {
  return x
    .map(
      (at, index) =>
        `${index === 0 ? 'M' : 'L'}${coordinate(xToPixel(area, at))} ${coordinate(pixel(area, values[index]!))}`,
    )
    .join('')
}

function linePath(area: PlotArea, { x, low, high, style }: Sketch): string {
  if (style === 'points') return ''
  const places = x.flatMap((at, index) => (low[index] === high[index] ? [at] : [at, at]))
  const values = x.flatMap((_, index) => (low[index] === high[index] ? [high[index]!] : [high[index]!, low[index]!]))
  return pathOf(area, places, values)
}

function groundPath(area: PlotArea, { x, low, high }: Sketch): string {
  const back = pathOf(area, [...x].reverse(), [...low].reverse())
  return `${pathOf(area, x, high)}${back.replace('M', 'L')}Z`
}

/** What a small picture says in words, computed from its values: where it starts, turns and ends. */
export function sketchCaption({ x, low, high, style, xTitle, yTitle, note }: Sketch): string {
  const last = x.length - 1
  if (last < 0) return ''
  const first = formatNumber(high[0]!)
  const end = formatNumber(style === 'range' ? low[last]! : high[last]!)
  if (style === 'points') return `${formatCount(x[last]!)} ${xTitle}s, ${yTitle} from ${first} down to ${end}.`
  if (style === 'range') return `${first} at first, ${end} or more at the end. ${note}`.trim()
  const top = Math.max(...high)
  const peak = high.indexOf(top)
  const isInside = top > high[0]! && top > high[last]!
  // A point may stand for several steps, of which one is the largest.
  const place = last + 1 === x[last] ? xTitle : `about ${xTitle}`
  const turn = isInside ? `, ${formatNumber(top)} at ${place} ${formatCount(x[peak]!)}` : ''
  return `${first} at first${turn}, ${end} at the end.`
}
