/** Writes what the horizontal axis is into the corner that the two axes leave free, so that it costs no row. */

const inset = 12

export interface AxisTitle {
  readonly text: string
  readonly font: string
  readonly colour: string
  /** Top of the row of ticks, in CSS pixels. */
  readonly top: number
}

export function paintAxisTitle(context: CanvasRenderingContext2D, { text, font, colour, top }: AxisTitle): void {
  context.save()
  context.font = font
  context.fillStyle = colour
  context.textBaseline = 'top'
  context.fillText(text, inset, top)
  context.restore()
}
