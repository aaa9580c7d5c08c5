import { expect, test } from 'vitest'
import { hasDisplay } from './hasDisplay.mjs'
import { stepsFor } from './stepsFor.mjs'

const titles = (purpose: string) => stepsFor(purpose, true)?.map(({ title }) => title) ?? []

test('the command line needs nothing of Electron', () => {
  expect(titles('lab').join()).not.toContain('Electron')
})

test('packages come first and the build last', () => {
  for (const purpose of ['start', 'bench', 'lab']) {
    expect(titles(purpose)[0]).toContain('packages')
    expect(titles(purpose).at(-1)).toContain('building')
  }
})

test('the tests build by themselves, so that a failed build is counted', () => {
  expect(titles('test').join()).not.toContain('building')
})

test('an unknown purpose has no steps', () => {
  expect(stepsFor('tests', true)).toBeUndefined()
})

test('a display is X, Wayland, or a system that always has one', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
})
