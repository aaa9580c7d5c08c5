import { expect, it } from 'vitest'
import { commands } from './commands'
import { isTextField, shortcutOf } from './shortcut'

it('a key event reads as the shortcut is written', () => {
  const events: [KeyboardEventInit, string][] = [
    [{ key: 'k', ctrlKey: true }, 'Ctrl+K'],
    [{ key: 'k', metaKey: true }, 'Ctrl+K'],
    [{ key: ' ', shiftKey: true }, 'Shift+Space'],
    [{ key: 'F2' }, 'F2'],
    [{ key: 'Delete' }, 'Delete'],
  ]
  for (const [init, text] of events) expect(shortcutOf(new KeyboardEvent('keydown', init))).toBe(text)
})

it('no two commands share an id or a shortcut', () => {
  const ids = commands.map((command) => command.id)
  const shortcuts = commands.map((command) => command.shortcut).filter((shortcut) => shortcut !== undefined)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(shortcuts).size).toBe(shortcuts.length)
})

it('typing belongs to text fields only', () => {
  const checkbox = document.createElement('input')
  checkbox.type = 'checkbox'
  expect(isTextField(document.createElement('textarea'))).toBe(true)
  expect(isTextField(document.createElement('input'))).toBe(true)
  expect(isTextField(checkbox)).toBe(false)
  expect(isTextField(document.createElement('button'))).toBe(false)
})
