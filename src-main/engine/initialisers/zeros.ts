/**
 * All zeros: for layers whose symmetry something else breaks, and to show in an experiment what happens when nothing does.
 */
import type { Initialiser } from './initialiser'

export const zeros: Initialiser = (view) => {
  view.fill(0)
}
