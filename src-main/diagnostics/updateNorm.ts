/** ‖w(t) − w(t − 1)‖ over all parameters, from a copy taken before the update. */
import type { Diagnostic } from './diagnostic'

export const updateNorm: Diagnostic = {
  id: 'updateNorm',
  title: 'Update norm',
  summary: 'Length of the step that all parameters made.',
  perParameter: false,
  scale: 'log',
  unit: '[W]',
  when: 'sparsely',
  cost: { perElementNs: 0.7, perParameterNs: 0 },
  create({ arena, measures, series }) {
    const norms = series({ shape: { columns: ['value'] } })
    const before = measures.reals(arena.precision, arena.length)
    return {
      prepare: () => before.set(arena.values),
      measure: ({ step }) => norms.push(step, [Math.sqrt(measures.sumOfSquaredDifferences(arena.values, before))]),
    }
  },
}
