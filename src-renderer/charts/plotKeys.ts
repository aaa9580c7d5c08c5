/** The keys of a plot that has the focus: arrows read values, plus and minus zoom, 0 shows everything. */
import { crosshairMoved } from './crosshair'
import type { LineChartInput } from './lineChart'
import { type Range, zoomed } from './range'

export interface PlotKeyActions {
  input(): LineChartInput
  crosshair(): number | null
  place(at: number | null): void
  zoom(view: Range | null): void
  valueZoom(view: Range | null): void
}

/** With Shift the crosshair goes this many points at once. */
const stride = 10
const zoomFactor = 1.5

export function createPlotKeys(actions: PlotKeyActions): (event: KeyboardEvent) => void {
  const move = (event: KeyboardEvent, direction: number): void => {
    actions.place(crosshairMoved(actions.input(), actions.crosshair(), event.shiftKey ? direction * stride : direction))
  }
  const zoom = (factor: number): void => {
    const { x, whole } = actions.input()
    actions.zoom(zoomed(x, whole, actions.crosshair() ?? (x.min + x.max) / 2, factor))
  }
  const keys: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    ArrowRight: (event) => move(event, 1),
    ArrowLeft: (event) => move(event, -1),
    Home: () => actions.place(actions.input().x.min),
    End: () => actions.place(actions.input().x.max),
    '+': () => zoom(1 / zoomFactor),
    '=': () => zoom(1 / zoomFactor),
    '-': () => zoom(zoomFactor),
    '0': () => {
      actions.zoom(null)
      actions.valueZoom(null)
    },
  }
  return (event) => {
    const act = keys[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act(event)
  }
}
