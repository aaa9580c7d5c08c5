/** Every weight the same number, which the document gives; draws nothing. */
import type { Initialiser } from './initialiser'

export const constant: Initialiser = (view, { value }) => {
  view.fill(value)
}
