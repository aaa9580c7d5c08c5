/** Runs commands by their shortcuts and by the application menu, until the function returned is called. */
import { client } from './client'
import { commands, runCommand } from './commands'
import { isTextField, shortcutOf } from './shortcut'
import { useDialogs } from './useDialogs'

const { openDialog, question } = useDialogs()

/** What a text field does itself. */
const ofTextFields = new Set(['Ctrl+A', 'Ctrl+Z'])

export function useKeys(): () => void {
  window.addEventListener('keydown', onKey)
  const stop = client.on('menu.command', (id) => runCommand(id))
  return () => {
    window.removeEventListener('keydown', onKey)
    stop()
  }
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || openDialog.value !== null || question.value !== null) return
  const shortcut = shortcutOf(event)
  if (isTextField(event.target) && (ofTextFields.has(shortcut) || !/^(Ctrl|Alt)\+|^F\d/.test(shortcut))) return
  const isInTable = event.target instanceof Element && event.target.closest('[data-keys="runs"]') !== null
  const command = commands.find(
    (candidate) => candidate.shortcut === shortcut && (candidate.isOfTable !== true || isInTable),
  )
  if (command?.enabled() !== true) return
  event.preventDefault()
  command.run()
}
