import { afterEach, beforeEach, expect, it } from 'vitest'
import { menuCommandSchema } from '../../src-main/contract/events'
import { commandById } from './commands'
import { LabDouble } from './testing/labDouble'
import { useDialogs } from './useDialogs'
import { useKeys } from './useKeys'

const { openDialog } = useDialogs()
let lab: LabDouble
let stop: () => void

beforeEach(() => {
  lab = new LabDouble().install()
  stop = useKeys()
})
afterEach(() => {
  stop()
  openDialog.value = null
  document.body.replaceChildren()
})

function press(target: EventTarget, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

it('every command of the application menu is a command of the window', () => {
  for (const id of menuCommandSchema.options) expect(commandById(id), id).toBeDefined()
})

it('a shortcut runs its command, also from a text field', () => {
  const input = document.createElement('input')
  document.body.append(input)
  expect(press(input, { key: 'k', ctrlKey: true }).defaultPrevented).toBe(true)
  expect(openDialog.value).toBe('palette')
})

it('while a dialog is open the keys are its own', () => {
  openDialog.value = 'shortcuts'
  press(document.body, { key: 'k', ctrlKey: true })
  expect(openDialog.value).toBe('shortcuts')
})

it('the menu runs the same command', () => {
  lab.tell('menu.command', 'keyboardShortcuts')
  expect(openDialog.value).toBe('shortcuts')
})

it('after it is stopped neither keys nor menu run anything', () => {
  stop()
  press(document.body, { key: 'F1' })
  lab.tell('menu.command', 'palette')
  expect(openDialog.value).toBeNull()
  expect(lab.listenerCount()).toBe(0)
})
