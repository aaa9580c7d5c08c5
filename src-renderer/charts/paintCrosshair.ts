/** The crosshair over a chart, on a canvas of its own: a line at its place, and a dot on each line that it reads. */
import type { CrosshairReading } from './crosshair'
import type { ColourOf } from './paintLines'
import { type PlotArea, xToPixel, yToPixel } from './plotArea'

const dotRadius = 3

export function paintCrosshair(
  context: CanvasRenderingContext2D,
  area: PlotArea,
  place: number,
  readings: readonly CrosshairReading[],
  colourOf: ColourOf,
): void {
  const x = Math.round(xToPixel(area, place)) + 0.5
  if (x < area.left || x > area.right + 1) return
  context.save()
  context.strokeStyle = colourOf('var(--text-second)')
  context.setLineDash([3, 3])
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(x, area.top)
  context.lineTo(x, area.bottom)
  context.stroke()
  context.setLineDash([])
  context.strokeStyle = colourOf('var(--panel)')
  for (const reading of readings) {
    const y = yToPixel(area, reading.value)
    if (!(y >= area.top && y <= area.bottom)) continue
    context.fillStyle = colourOf(reading.colour)
    context.beginPath()
    context.arc(xToPixel(area, reading.x), y, dotRadius, 0, 2 * Math.PI)
    context.fill()
    context.stroke()
  }
  context.restore()
}

/**
 * A canvas made ready for a new drawing in CSS pixels: as large as what it lies over, and empty.
 *
 * @returns null where there is no canvas, or none that can be drawn on.
 */
export function clearedContext(
  canvas: HTMLCanvasElement | null,
  size: { readonly width: number; readonly height: number; readonly ratio: number },
): CanvasRenderingContext2D | null {
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return null
  const width = Math.round(size.width * size.ratio)
  const height = Math.round(size.height * size.ratio)
  // Setting a canvas' size, even to the same, would drop its pixels and allocate them again.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  return context
}
