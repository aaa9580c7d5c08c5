/** Brings the control that shows a problem into sight and puts the focus there: its own field, or the nearest around it. */

import { pathText } from '../../../src-main/contract/experiment'
import { fieldId } from '../fields/fieldId'
import { parsePath } from './documentPath'

export function focusProblem(root: ParentNode, path: string): boolean {
  for (const keys = [...parsePath(path)]; ; keys.pop()) {
    const control = root.querySelector<HTMLElement>(`#${CSS.escape(fieldId(pathText(keys)))}`)
    if (control !== null) {
      control.scrollIntoView({ block: 'center' })
      focusable(control).focus()
      return true
    }
    if (keys.length === 0) return false
  }
}

/** A group of radio buttons takes the focus in its one tab stop. */
function focusable(control: HTMLElement): HTMLElement {
  return control.getAttribute('role') === 'radiogroup'
    ? (control.querySelector<HTMLElement>('[tabindex="0"]') ?? control)
    : control
}
