/** Shortcuts as text ("Ctrl+Shift+P", "F2", "Space") against key events; on a Mac the command key stands for Ctrl. */
const keyNames: Readonly<Record<string, string>> = { ' ': 'Space', '?': '?' }

export function shortcutOf(event: KeyboardEvent): string {
  const key = keyNames[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key)
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && key !== '?' ? 'Shift' : '',
  ]
  return [...modifiers.filter((modifier) => modifier !== ''), key].join('+')
}

/** Where typing belongs to the field, so that only shortcuts with Ctrl or Alt and function keys are the window's. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'))
  )
}
