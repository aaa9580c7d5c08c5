/**
 * Puts text on the clipboard as part of a click or key press.
 *
 * By the copy command, which the browser allows to whoever is just being used; `navigator.clipboard` would need a
 * permission, and the window has none.
 */

/** Says whether it was done. */
export function copyText(text: string): boolean {
  const answer = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', answer, { capture: true })
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', answer, { capture: true })
  }
}
