/**
 * Paints ribbons, lines and marks straight from the columns: no object a point, so that fifty runs stay fluid.
 *
 * A bucket of several points is a stroke from its smallest to its largest value. What an axis cannot show breaks the
 * line and is marked on the axis, not moved: × for NaN and ±Infinity, ▾ for what is not above 0 on a log axis, and a
 * ringed × where a run diverged.
 */
import { inRange } from './inRange'
import type { ChartLine } from './lineChart'
import { type PlotArea, xToPixel, yToPixel } from './plotArea'

/** Resolves a CSS colour, which may name a token, to one that a canvas takes. */
export type ColourOf = (css: string) => string

const ribbonOpacity = 0.14
const lineWidth = 1.5
/**
 * Among more lines than can be told apart by dashes, one that goes up and down over more pixels than this many times
 * the plot's width is drawn thin and solid: painting its dashes would take most of a frame.
 */
const densest = 6
const mostDashed = 8
const denseLineWidth = 1
const markSize = 3.5
const pointRadius = 2
/** Points further apart than this are drawn as dots too: the line between them says nothing. */
const sparsePx = 10

export function paintLines(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  lines: readonly ChartLine[],
  colourOf: ColourOf,
): void {
  context.save()
  context.beginPath()
  context.rect(area.left, area.top, area.right - area.left, area.bottom - area.top)
  context.clip()
  context.lineJoin = 'bevel'
  for (const line of lines) {
    context.fillStyle = colourOf(line.colour)
    paintRibbon(context, area, line.ribbon)
  }
  for (const line of lines) {
    context.strokeStyle = colourOf(line.colour)
    context.fillStyle = context.strokeStyle
    const length = tracePath(context, area, line)
    const isDense = lines.length > mostDashed && length > densest * (area.right - area.left)
    context.lineWidth = isDense ? denseLineWidth : lineWidth
    context.setLineDash(isDense ? [] : [...line.dash])
    context.stroke()
    paintPoints(context, area, line)
  }
  context.restore()
  context.save()
  for (const line of lines) {
    context.fillStyle = colourOf(line.colour)
    context.strokeStyle = context.fillStyle
    context.lineWidth = lineWidth
    paintMarks(context, area, line)
  }
  context.restore()
}

function paintRibbon(context: CanvasRenderingContext2D, area: PlotArea, ribbon: ChartLine['ribbon']): void {
  if (ribbon === null) return
  const [begin, end] = inRange(ribbon.x, area.x)
  context.globalAlpha = ribbonOpacity
  context.beginPath()
  for (let index = begin; index < end; index++) {
    const y = yToPixel(area, ribbon.high[index]!)
    if (!Number.isNaN(y)) context.lineTo(xToPixel(area, ribbon.x[index]!), y)
  }
  for (let index = end - 1; index >= begin; index--) {
    if (Number.isNaN(yToPixel(area, ribbon.high[index]!))) continue
    const y = yToPixel(area, ribbon.low[index]!)
    // A lower edge at 0 is below every log axis: the ribbon then goes on to the axis' end.
    context.lineTo(xToPixel(area, ribbon.x[index]!), Number.isNaN(y) ? area.bottom : y)
  }
  context.closePath()
  context.fill()
  context.globalAlpha = 1
}

/** @returns how far the path goes up and down, in pixels. */
function tracePath(context: CanvasRenderingContext2D, area: PlotArea, line: ChartLine): number {
  const [begin, end] = inRange(line.x, area.x)
  let previous = Number.NaN
  let length = 0
  const point = (x: number, y: number): void => {
    if (Number.isNaN(y)) return
    if (Number.isNaN(previous)) context.moveTo(x, y)
    else {
      context.lineTo(x, y)
      length += Math.abs(y - previous)
    }
    previous = y
  }
  context.beginPath()
  for (let index = begin; index < end; index++) {
    const x = xToPixel(area, line.x[index]!)
    const low = yToPixel(area, line.low[index]!)
    const high = yToPixel(area, line.high[index]!)
    if (Number.isNaN(high)) {
      previous = Number.NaN
      continue
    }
    if (low !== high) {
      // First the end that is nearer, so that the stroke adds no more ink than it must.
      const isLowFirst = Math.abs(low - previous) < Math.abs(high - previous)
      point(x, isLowFirst ? low : high)
      point(x, isLowFirst ? high : low)
    }
    point(x, yToPixel(area, line.last[index]!))
  }
  return length
}

/** Dots where points are far apart, and where one stands alone between gaps and would be a line of no length. */
function paintPoints(context: CanvasRenderingContext2D, area: PlotArea, line: ChartLine): void {
  const [begin, end] = inRange(line.x, area.x)
  const isSparse = end - begin < (area.right - area.left) / sparsePx
  const isGap = (index: number): boolean => index < begin || index >= end || Number.isNaN(line.high[index]!)
  for (let index = begin; index < end; index++) {
    if (isGap(index) || !(isSparse || (isGap(index - 1) && isGap(index + 1)))) continue
    const y = yToPixel(area, line.last[index]!)
    if (Number.isNaN(y)) continue
    context.beginPath()
    context.arc(xToPixel(area, line.x[index]!), y, pointRadius, 0, 2 * Math.PI)
    context.fill()
  }
}

function paintMarks(context: CanvasRenderingContext2D, area: PlotArea, line: ChartLine): void {
  const isInside = (x: number): boolean => x >= area.left - 1 && x <= area.right + 1
  for (const place of line.nonFinite) {
    const x = xToPixel(area, place)
    if (isInside(x)) cross(context, x, area.bottom)
  }
  if (area.scale === 'log') paintNonPositive(context, area, line, isInside)
  if (line.divergedAt === null) return
  const x = xToPixel(area, line.divergedAt)
  if (!isInside(x)) return
  const last = yToPixel(area, line.last.findLast(Number.isFinite) ?? Number.NaN)
  const y = Number.isNaN(last) ? area.top : Math.min(area.bottom, Math.max(area.top, last))
  cross(context, x, y)
  context.beginPath()
  context.arc(x, y, markSize * 1.7, 0, 2 * Math.PI)
  context.stroke()
}

function paintNonPositive(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  line: ChartLine,
  isInside: (x: number) => boolean,
): void {
  const [begin, end] = inRange(line.x, area.x)
  for (let index = begin; index < end; index++) {
    if (!(line.low[index]! <= 0)) continue
    const x = xToPixel(area, line.x[index]!)
    if (!isInside(x)) continue
    context.beginPath()
    context.moveTo(x - markSize, area.bottom - markSize * 1.5)
    context.lineTo(x + markSize, area.bottom - markSize * 1.5)
    context.lineTo(x, area.bottom)
    context.fill()
  }
}

function cross(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath()
  context.moveTo(x - markSize, y - markSize)
  context.lineTo(x + markSize, y + markSize)
  context.moveTo(x - markSize, y + markSize)
  context.lineTo(x + markSize, y - markSize)
  context.stroke()
}
