import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useTheme } from './useTheme'

const { theme, effectiveTheme, setTheme, followSystem } = useTheme()

class Query extends EventTarget {
  matches = true
  listeners = 0
  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1
    super.addEventListener(...args)
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1
    super.removeEventListener(...args)
  }
}

let query: Query
beforeEach(() => {
  query = new Query()
  vi.stubGlobal('matchMedia', () => query)
})
afterEach(() => {
  setTheme('system')
  vi.unstubAllGlobals()
})

it('"system" is what the system asks for, and follows it', () => {
  setTheme('system')
  const stop = followSystem()
  expect(document.documentElement.dataset.theme).toBe('dark')
  query.matches = false
  query.dispatchEvent(new Event('change'))
  expect([effectiveTheme.value, document.documentElement.dataset.theme]).toEqual(['light', 'light'])
  stop()
  expect(query.listeners).toBe(0)
})

it('a choice wins over the system and is remembered', () => {
  const stop = followSystem()
  setTheme('light')
  expect([theme.value, document.documentElement.dataset.theme]).toEqual(['light', 'light'])
  expect(localStorage.getItem('theme')).toBe('light')
  stop()
})
