import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, useTemplateRef } from 'vue'
import type { PlotArea } from './plotArea'
import type { Range } from './range'
import { usePlotPointer } from './usePlotPointer'

/** 100 px wide and high; the view is the middle half of 0 … 400. */
const area: PlotArea = {
  left: 0,
  right: 100,
  top: 0,
  bottom: 100,
  x: { min: 100, max: 300 },
  y: { min: 0, max: 10 },
  scale: 'linear',
}
const { getBoundingClientRect, setPointerCapture } = Element.prototype
const heard: (readonly [string, Range | number | null])[] = []

const Plot = defineComponent({
  setup() {
    const frame = useTemplateRef<HTMLElement>('frame')
    const { box } = usePlotPointer(frame, {
      area: () => area,
      whole: () => ({ min: 0, max: 400 }),
      zoom: (view) => heard.push(['zoom', view]),
      valueZoom: (view) => heard.push(['valueZoom', view]),
      place: (at) => heard.push(['crosshair', at]),
    })
    return () => h('div', { ref: 'frame', 'data-box': box.value === null ? 'none' : JSON.stringify(box.value) })
  },
})

function pointer(type: string, x: number, y: number, more: MouseEventInit = {}): Event {
  return new PointerEvent(type, { clientX: x, clientY: y, button: 0, ...more })
}

beforeEach(() => {
  heard.length = 0
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100)
  Element.prototype.setPointerCapture = () => undefined
})
afterEach(() => {
  Element.prototype.getBoundingClientRect = getBoundingClientRect
  Element.prototype.setPointerCapture = setPointerCapture
})

describe('usePlotPointer', () => {
  it('zooms about the place under the pointer, one notch a factor of 1.25', () => {
    const wrapper = mount(Plot)
    const event = new WheelEvent('wheel', { deltaY: -100, cancelable: true })
    // happy-dom's wheel events have no place of their own.
    Object.defineProperty(event, 'clientX', { value: 50 })
    Object.defineProperty(event, 'clientY', { value: 50 })
    wrapper.element.dispatchEvent(event)
    // The view is 200 wide about 200; 200 / 1.25 = 160.
    expect(heard).toEqual([['zoom', { min: 120, max: 280 }]])
    expect(event.defaultPrevented).toBe(true)
    wrapper.unmount()
  })

  it('pans by as much as it is dragged', () => {
    const wrapper = mount(Plot)
    wrapper.element.dispatchEvent(pointer('pointerdown', 60, 50))
    wrapper.element.dispatchEvent(pointer('pointermove', 50, 50))
    wrapper.element.dispatchEvent(pointer('pointerup', 50, 50))
    wrapper.element.dispatchEvent(pointer('pointermove', 25, 50))
    expect(heard).toEqual([
      ['zoom', { min: 120, max: 320 }],
      ['crosshair', 150],
    ])
    wrapper.unmount()
  })

  it('zooms into the box drawn with Shift held, in both directions', async () => {
    const wrapper = mount(Plot)
    wrapper.element.dispatchEvent(pointer('pointerdown', 75, 20, { shiftKey: true }))
    wrapper.element.dispatchEvent(pointer('pointermove', 25, 70))
    await wrapper.vm.$nextTick()
    expect(JSON.parse(wrapper.attributes('data-box')!)).toEqual({ left: 25, top: 20, width: 50, height: 50 })
    wrapper.element.dispatchEvent(pointer('pointerup', 25, 70))
    expect(heard).toEqual([
      ['zoom', { min: 150, max: 250 }],
      ['valueZoom', { min: 3, max: 8 }],
    ])
    wrapper.unmount()
  })

  it('goes back to everything on a double click, and clears the crosshair when the pointer leaves', () => {
    const wrapper = mount(Plot)
    wrapper.element.dispatchEvent(new MouseEvent('dblclick'))
    wrapper.element.dispatchEvent(pointer('pointerleave', 0, 0))
    expect(heard).toEqual([
      ['zoom', null],
      ['valueZoom', null],
      ['crosshair', null],
    ])
    wrapper.unmount()
  })

  it('hears nothing once the component has ended', () => {
    const wrapper = mount(Plot)
    const { element } = wrapper
    wrapper.unmount()
    element.dispatchEvent(new MouseEvent('dblclick'))
    element.dispatchEvent(pointer('pointermove', 50, 50))
    expect(heard).toEqual([])
  })
})
