/**
 * Wheel, drag and double click on a plot: zoom at the pointer, pan, a box with Shift held, and back to the whole.
 * Moving without a button places the crosshair. All listeners end with the component.
 */
import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue'
import { type PlotArea, pixelToX, pixelToY } from './plotArea'
import { between, panned, type Range, zoomed } from './range'

export interface PlotBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface PlotActions {
  /** Null until something is drawn. */
  area(): PlotArea | null
  whole(): Range
  zoom(view: Range | null): void
  valueZoom(view: Range | null): void
  /** Places the crosshair; null takes it away. */
  place(at: number | null): void
}

/** One notch of a wheel, 100 px, is this factor. */
const notch = 1.25
/** A box smaller than this is a click. */
const smallestBoxPx = 4

interface Drag {
  readonly pointer: number
  readonly kind: 'pan' | 'box'
  readonly startX: number
  readonly startY: number
  readonly view: Range
}

export function usePlotPointer(frame: Readonly<Ref<HTMLElement | null>>, actions: PlotActions) {
  const box = ref<PlotBox | null>(null)
  const isPanning = ref(false)
  const ending = new AbortController()
  let drag: Drag | null = null

  const at = (event: MouseEvent): { x: number; y: number } => {
    const bounds = frame.value!.getBoundingClientRect()
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
  }

  function onWheel(event: WheelEvent): void {
    const area = actions.area()
    if (area === null) return
    event.preventDefault()
    const place = pixelToX(area, Math.min(area.right, Math.max(area.left, at(event).x)))
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 33
    actions.zoom(zoomed(area.x, actions.whole(), place, notch ** (pixels / 100)))
  }

  function onDown(event: PointerEvent): void {
    const area = actions.area()
    if (area === null || event.button !== 0) return
    const { x, y } = at(event)
    drag = { pointer: event.pointerId, kind: event.shiftKey ? 'box' : 'pan', startX: x, startY: y, view: area.x }
    frame.value?.setPointerCapture(event.pointerId)
  }

  function onMove(event: PointerEvent): void {
    const area = actions.area()
    if (area === null) return
    const { x, y } = at(event)
    if (drag === null) {
      actions.place(x >= area.left && x <= area.right ? pixelToX(area, x) : null)
    } else if (drag.kind === 'pan') {
      const perPixel = (drag.view.max - drag.view.min) / (area.right - area.left)
      isPanning.value = true
      const moved = panned(drag.view, actions.whole(), (drag.startX - x) * perPixel)
      if (moved !== null) actions.zoom(moved)
    } else {
      box.value = {
        left: Math.min(x, drag.startX),
        top: Math.min(y, drag.startY),
        width: Math.abs(x - drag.startX),
        height: Math.abs(y - drag.startY),
      }
    }
  }

  function onUp(): void {
    const area = actions.area()
    const drawn = box.value
    drag = null
    box.value = null
    isPanning.value = false
    if (area === null || drawn === null || drawn.width < smallestBoxPx) return
    const view = between(pixelToX(area, drawn.left), pixelToX(area, drawn.left + drawn.width), actions.whole())
    if (view !== null) actions.zoom(view)
    if (drawn.height < smallestBoxPx) return
    const max = pixelToY(area, Math.max(area.top, drawn.top))
    const min = pixelToY(area, Math.min(area.bottom, drawn.top + drawn.height))
    if (max > min) actions.valueZoom({ min, max })
  }

  function cancel(): void {
    drag = null
    box.value = null
    isPanning.value = false
  }

  onMounted(() => {
    const element = frame.value!
    const { signal } = ending
    element.addEventListener('wheel', onWheel, { passive: false, signal })
    element.addEventListener('pointerdown', onDown, { signal })
    element.addEventListener('pointermove', onMove, { signal })
    element.addEventListener('pointerup', onUp, { signal })
    element.addEventListener('pointercancel', cancel, { signal })
    element.addEventListener('pointerleave', () => actions.place(null), { signal })
    element.addEventListener(
      'dblclick',
      () => {
        actions.zoom(null)
        actions.valueZoom(null)
      },
      { signal },
    )
  })
  onBeforeUnmount(() => ending.abort())

  return { box, isPanning }
}
