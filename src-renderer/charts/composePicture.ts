/** A chart as a picture that stands alone: title, what was done to the data, legend, the plot, and the conclusion. */
import type { LineChartInput } from './lineChart'
import type { ColourOf } from './paintLines'

const margin = 16
const lineHeight = 18
const markWidth = 20
const legendGap = 16
const family = '"Inter Variable", system-ui, sans-serif'
const fonts = { title: `600 14px ${family}`, note: `400 11.5px ${family}`, legend: `400 12px ${family}` } as const

/**
 * @param plot the plot, `ratio` device pixels to the CSS pixel.
 * @returns null where the canvas cannot be drawn on.
 */
export function composePicture(
  plot: HTMLCanvasElement,
  ratio: number,
  input: LineChartInput,
  colourOf: ColourOf,
): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (context === null) return null
  const width = plot.width / ratio + 2 * margin
  const inner = width - 2 * margin
  context.font = fonts.legend
  const legend = legendRows(context, input, inner)
  context.font = fonts.note
  const conclusion = wrapped(context, input.conclusion, inner)
  const note = wrapped(context, input.note, inner)
  const plotTop = margin + lineHeight * (1 + note.length + legend.length) + 8
  const plotHeight = plot.height / ratio
  canvas.width = width * ratio
  canvas.height = (plotTop + plotHeight + 8 + conclusion.length * lineHeight + margin) * ratio
  context.scale(ratio, ratio)
  context.fillStyle = colourOf('var(--panel)')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.textBaseline = 'middle'
  let y = margin + lineHeight / 2
  const write = (text: string, font: string, colour: string, x = margin): void => {
    context.font = font
    context.fillStyle = colourOf(colour)
    context.fillText(text, x, y)
  }
  write(input.title, fonts.title, 'var(--text)')
  for (const line of note) {
    y += lineHeight
    write(line, fonts.note, 'var(--text-second)')
  }
  for (const row of legend) {
    y += lineHeight
    for (const { line, x } of row) {
      context.strokeStyle = colourOf(line.colour)
      context.lineWidth = 2.5
      context.setLineDash([...line.dash])
      context.beginPath()
      context.moveTo(margin + x, y)
      context.lineTo(margin + x + markWidth, y)
      context.stroke()
      write(line.label, fonts.legend, 'var(--text)', margin + x + markWidth + 6)
    }
  }
  context.drawImage(plot, margin, plotTop, inner, plotHeight)
  y = plotTop + plotHeight + 8 - lineHeight / 2
  for (const line of conclusion) {
    y += lineHeight
    write(line, fonts.note, 'var(--text-second)')
  }
  return canvas
}

type LegendEntry = { readonly line: LineChartInput['lines'][number]; readonly x: number }

function legendRows(context: CanvasRenderingContext2D, input: LineChartInput, width: number): LegendEntry[][] {
  const rows: LegendEntry[][] = []
  let x = 0
  for (const line of input.lines) {
    const needed = markWidth + 6 + context.measureText(line.label).width + legendGap
    if (rows.length === 0 || x + needed > width) {
      rows.push([])
      x = 0
    }
    rows.at(-1)?.push({ line, x })
    x += needed
  }
  return rows
}

function wrapped(context: CanvasRenderingContext2D, text: string, width: number): readonly string[] {
  const lines: string[] = []
  let present = ''
  for (const word of text.split(' ')) {
    const longer = present === '' ? word : `${present} ${word}`
    if (present !== '' && context.measureText(longer).width > width) {
      lines.push(present)
      present = word
    } else present = longer
  }
  return present === '' ? lines : [...lines, present]
}
