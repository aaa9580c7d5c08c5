/**
 * Where the focus goes when what had it goes away: a deleted row, a button that did its work, the dialog that a dialog
 * opened. Otherwise it would be nowhere, and keys would do nothing.
 *
 * Homes are marked: `data-focus-home` is where the focus goes within what is left around the lost element; a `tabindex`
 * makes such a surrounding itself the place. Out of dialogs it goes back to where it was before them.
 */
const home = '[data-focus-home]'
const dialog = '[role="dialog"]'

/** Keeps the focus in the window until the function returned is called. */
export function followFocus(root: Document = document): () => void {
  /** What had the focus last, and all that stood around it, the innermost first. */
  let around: readonly Element[] = []
  /** The same, for the last that was no part of a dialog. */
  let aroundOutside: readonly Element[] = []

  const remember = (event: FocusEvent): void => {
    if (!(event.target instanceof Element)) return
    around = ancestorsOf(event.target)
    if (event.target.closest(dialog) === null) aroundOutside = around
  }
  const bringBack = (): void => {
    const isLost = root.activeElement === null || root.activeElement === root.body
    if (!isLost || around[0] === undefined || around[0].isConnected) return
    const wasInDialog = around.some((element) => element.matches(dialog))
    placeIn(wasInDialog ? aroundOutside : around)?.focus()
  }

  const observer = new MutationObserver(bringBack)
  observer.observe(root.body, { childList: true, subtree: true })
  root.addEventListener('focusin', remember)
  return () => {
    observer.disconnect()
    root.removeEventListener('focusin', remember)
  }
}

function ancestorsOf(element: Element): readonly Element[] {
  const ancestors: Element[] = []
  for (let next: Element | null = element; next !== null; next = next.parentElement) ancestors.push(next)
  return ancestors
}

function placeIn(around: readonly Element[]): HTMLElement | null {
  if (around[0] instanceof HTMLElement && around[0].isConnected) return around[0]
  for (const element of around) {
    if (!element.isConnected) continue
    const place = element.querySelector<HTMLElement>(home)
    if (place !== null) return place
    if (element instanceof HTMLElement && element.hasAttribute('tabindex')) return element
  }
  return null
}
