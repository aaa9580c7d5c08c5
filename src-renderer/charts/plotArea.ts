/** Where values are on a canvas: the rectangle inside the axes, in CSS pixels, and the limits that its edges stand for. */
import type { Scale } from '../../src-main/analysis/axisLimits'
import type { Range } from './range'

export interface PlotArea {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly x: Range
  readonly y: Range
  readonly scale: Scale
}

export function xToPixel(area: PlotArea, place: number): number {
  return area.left + ((place - area.x.min) / (area.x.max - area.x.min)) * (area.right - area.left)
}

export function pixelToX(area: PlotArea, pixel: number): number {
  return area.x.min + ((pixel - area.left) / (area.right - area.left)) * (area.x.max - area.x.min)
}

/** NaN for what the axis cannot show: NaN, ±Infinity, and on a log axis what is not above 0. */
export function yToPixel(area: PlotArea, value: number): number {
  const height = area.bottom - area.top
  if (!Number.isFinite(value)) return Number.NaN
  if (area.scale === 'linear') return area.bottom - ((value - area.y.min) / (area.y.max - area.y.min)) * height
  if (value <= 0) return Number.NaN
  return area.bottom - (Math.log(value / area.y.min) / Math.log(area.y.max / area.y.min)) * height
}

export function pixelToY(area: PlotArea, pixel: number): number {
  const share = (area.bottom - pixel) / (area.bottom - area.top)
  if (area.scale === 'linear') return area.y.min + share * (area.y.max - area.y.min)
  return area.y.min * (area.y.max / area.y.min) ** share
}
