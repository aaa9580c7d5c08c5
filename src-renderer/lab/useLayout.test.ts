import { afterEach, beforeEach, expect, it } from 'vitest'
import { useLayout } from './useLayout'

const { runsWidth, experimentWidth, experimentFolded, followWindow } = useLayout()
const widthBefore = window.innerWidth
let stop: () => void

function resize(width: number): void {
  Object.defineProperty(window, 'innerWidth', { value: width, configurable: true })
  window.dispatchEvent(new Event('resize'))
}

beforeEach(() => {
  stop = followWindow()
  resize(1440)
  runsWidth.value = 488
})

afterEach(() => {
  stop()
  resize(widthBefore)
})

it('the right column folds first, and comes back with the room', () => {
  resize(1440)
  expect(experimentFolded.value).toBe(false)
  resize(1280)
  expect([experimentFolded.value, runsWidth.value]).toEqual([true, 488])
  resize(1440)
  expect(experimentFolded.value).toBe(false)
})

it('a user can unfold it in a narrow window all the same', () => {
  resize(1280)
  experimentFolded.value = false
  resize(1270)
  expect(experimentFolded.value).toBe(false)
})

it('below that the left column narrows, down to its least width', () => {
  resize(900)
  expect(runsWidth.value).toBe(444)
  resize(640)
  expect(runsWidth.value).toBe(260)
})

it('a width outside its bounds is held at the bound', () => {
  resize(1920)
  experimentWidth.value = 5000
  expect(experimentWidth.value).toBe(720)
  experimentWidth.value = 304
})

it('a wide experiment gives way in a narrow window and leaves runs and charts their least widths', () => {
  resize(1920)
  experimentWidth.value = 700
  resize(1280)
  experimentFolded.value = false
  expect([experimentWidth.value, runsWidth.value]).toEqual([560, 300])
  resize(1920)
  expect(experimentWidth.value).toBe(700)
  experimentWidth.value = 304
})

it('after the window is no longer followed its size changes nothing', () => {
  resize(1440)
  stop()
  resize(900)
  expect(experimentFolded.value).toBe(false)
})
