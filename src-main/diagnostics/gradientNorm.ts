/** ‖g‖ over all parameters: the gradient update t used. */
import type { Diagnostic } from './diagnostic'
import { norm } from './norm'

export const gradientNorm: Diagnostic = {
  id: 'gradientNorm',
  title: 'Gradient norm',
  summary: 'Length of the gradient over all parameters.',
  perParameter: false,
  columns: ['value'],
  scale: 'log',
  unit: 'loss/[W]',
  when: 'sparsely',
  create(context) {
    const value = context.series('value')
    return { measure: ({ step }) => value.push(step, norm(context.arena.gradients)) }
  },
}
