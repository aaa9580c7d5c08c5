import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fitToDisplays, readWindowPlace, writeWindowPlace } from './windowPlace'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const display = { x: 0, y: 0, width: 1920, height: 1080 }

test('the window opens where it was closed', () => {
  const file = join(folder, 'window.json')
  const place = { x: 40, y: 60, width: 1280, height: 800, isMaximized: true }
  writeWindowPlace(file, place)
  expect(readWindowPlace(file)).toEqual(place)
})

test('a place that cannot be written lets the window close', () => {
  writeFileSync(join(folder, 'file'), '')
  writeWindowPlace(join(folder, 'file', 'window.json'), { width: 1280, height: 800, isMaximized: false })
  expect(readWindowPlace(join(folder, 'file', 'window.json'))).toMatchObject({ width: 1440 })
})

test('a file that is missing, not JSON, or says something absurd gives the first size', () => {
  const file = join(folder, 'window.json')
  const first = { width: 1440, height: 900, isMaximized: false }
  expect(readWindowPlace(file)).toEqual(first)
  for (const content of ['{', '{"width": 3}', '{"width": 1e9, "height": 800, "isMaximized": false}']) {
    writeFileSync(file, content)
    expect(readWindowPlace(file)).toEqual(first)
  }
})

test('a position that no display shows is dropped, and the size kept', () => {
  const place = { x: 5000, y: 5000, width: 1280, height: 800, isMaximized: false }
  expect(fitToDisplays(place, [display])).toEqual({ width: 1280, height: 800, isMaximized: false })
})

test('a window larger than every display shrinks to the largest', () => {
  const place = { x: 0, y: 0, width: 3000, height: 2000, isMaximized: false }
  expect(fitToDisplays(place, [display])).toEqual({ x: 0, y: 0, width: 1920, height: 1080, isMaximized: false })
})

test('a position on the second display stays', () => {
  const place = { x: 2000, y: 10, width: 1280, height: 800, isMaximized: false }
  expect(fitToDisplays(place, [display, { ...display, x: 1920 }])).toEqual(place)
})
