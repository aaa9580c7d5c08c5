import { mount } from '@vue/test-utils'
import { Chart } from 'chart.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import LineChart from './LineChart.vue'
import { exampleInput, exampleLine } from './testing/exampleInput'
import { type Drawing, recordingContext } from './testing/recordingContext'

const drawings = new Map<HTMLCanvasElement, Drawing>()
const original = HTMLCanvasElement.prototype.getContext
const originalBounds = Element.prototype.getBoundingClientRect

// The platform's canvas and layout, which happy-dom does not have.
beforeEach(() => {
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    configurable: true,
    value(this: HTMLCanvasElement) {
      const drawing = drawings.get(this) ?? recordingContext(this)
      drawings.set(this, drawing)
      return drawing.context
    },
  })
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 400, 300)
})
afterEach(() => {
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { configurable: true, value: original })
  Element.prototype.getBoundingClientRect = originalBounds
  drawings.clear()
})

const input = exampleInput([exampleLine(1, [5, 4, 3, 2, 1])])
const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)))
function mounted(given = input) {
  return mount(LineChart, {
    props: { input: given, crosshair: null, theme: 'dark', label: 'Training loss, plot' },
    attachTo: document.body,
  })
}

describe('LineChart', () => {
  it('ends its chart, its frame request and its listeners with the component', async () => {
    const wrapper = mounted()
    const canvas = wrapper.find('canvas').element
    const plot = wrapper.find('.plot').element
    expect(Chart.getChart(canvas)).toBeDefined()
    await wrapper.setProps({ crosshair: 3 })
    wrapper.unmount()
    expect(Chart.getChart(canvas)).toBeUndefined()
    const calls = [...drawings.values()].map((drawing) => drawing.calls.length)
    plot.dispatchEvent(new WheelEvent('wheel', { deltaY: 100 }))
    plot.dispatchEvent(new MouseEvent('dblclick'))
    await frame()
    expect([...drawings.values()].map((drawing) => drawing.calls.length)).toEqual(calls)
    expect(wrapper.emitted('zoom')).toBeUndefined()
  })

  it('draws once in a frame however often its data change, and not at all when only the crosshair moves', async () => {
    const wrapper = mounted()
    const chart = Chart.getChart(wrapper.find('canvas').element)!
    const drawsOf = () => drawings.get(chart.canvas)!.calls.filter(([name]) => name === 'clip').length
    await frame()
    const before = drawsOf()
    for (const title of ['a', 'b', 'c']) {
      await wrapper.setProps({ input: { ...input, title } })
    }
    await frame()
    const perDrawing = drawsOf() - before
    await wrapper.setProps({ input: { ...input, title: 'd' } })
    await frame()
    expect(drawsOf() - before).toBe(2 * perDrawing)
    await wrapper.setProps({ crosshair: 2 })
    await frame()
    expect(drawsOf() - before).toBe(2 * perDrawing)
    wrapper.unmount()
  })

  it('moves the crosshair by the arrows, and zooms by plus, minus and 0', async () => {
    const wrapper = mounted()
    const plot = wrapper.find('.plot')
    await plot.trigger('keydown', { key: 'ArrowRight' })
    await wrapper.setProps({ crosshair: 1 })
    await plot.trigger('keydown', { key: 'ArrowRight' })
    await plot.trigger('keydown', { key: 'End' })
    expect(wrapper.emitted('crosshair')).toEqual([[1], [2], [10]])
    await plot.trigger('keydown', { key: '+' })
    await plot.trigger('keydown', { key: '-' })
    await plot.trigger('keydown', { key: '0' })
    const zooms = wrapper.emitted<[{ min: number; max: number } | null]>('zoom')!.map(([view]) => view)
    expect(zooms[0]!.max - zooms[0]!.min).toBeCloseTo(10 / 1.5, 9)
    expect(zooms.slice(1)).toEqual([null, null])
    wrapper.unmount()
  })

  it('takes an empty input, a single point and a change of scale', async () => {
    const wrapper = mounted(exampleInput([]))
    await wrapper.setProps({ input: exampleInput([exampleLine(1, [3])], { scale: 'log' }) })
    await frame()
    const chart = Chart.getChart(wrapper.find('canvas').element)!
    expect(chart.scales.y?.type).toBe('logarithmic')
    await wrapper.setProps({ input: exampleInput([exampleLine(1, [3])]) })
    await frame()
    expect(chart.scales.y?.type).toBe('linear')
    await nextTick()
    wrapper.unmount()
  })
})
