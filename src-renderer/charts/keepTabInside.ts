/** Tab goes round within an element that covers the window, and not on to what it hides. */
const stops = 'button:not(:disabled), input:not(:disabled), a[href], [tabindex]:not([tabindex="-1"])'

export function keepTabInside(event: KeyboardEvent, element: HTMLElement): void {
  const all = [...element.querySelectorAll<HTMLElement>(stops)]
  const [first, last] = [all[0], all.at(-1)]
  const leaves = event.shiftKey ? first : last
  const enters = event.shiftKey ? last : first
  if (document.activeElement !== leaves && element.contains(document.activeElement)) return
  event.preventDefault()
  enters?.focus()
}
