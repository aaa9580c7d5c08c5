/** ‖g‖ over all parameters: the gradient update t used. In float64; squares that overflow give Infinity. */
import type { Diagnostic } from './diagnostic'

export const gradientNorm: Diagnostic = {
  id: 'gradientNorm',
  title: 'Gradient norm',
  summary: 'Length of the gradient over all parameters.',
  perParameter: false,
  scale: 'log',
  unit: 'loss/[W]',
  when: 'sparsely',
  cost: { perElementNs: 0.4, perParameterNs: 0 },
  create({ arena, measures, series }) {
    const norms = series({ shape: { columns: ['value'] } })
    return { measure: ({ step }) => norms.push(step, [Math.sqrt(measures.sumOfSquares(arena.gradients))]) }
  },
}
