/** ‖w(t) − w(t − 1)‖ over all parameters, from a copy taken before the update. */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic } from './diagnostic'

export const updateNorm: Diagnostic = {
  kind: 'updateNorm',
  title: 'Update norm',
  summary: 'Length of the step that all parameters made.',
  fields: { every: everyField('Steps between rows; 0 = as often as its budget pays for.') },
  isStandard: true,
  perParameter: false,
  scale: 'log',
  unit: '[W]',
  equation: '‖ΔW‖ = √Σ (W(t) − W(t − 1))² over all elements',
  reading: 'How far one step goes. At a constant α it stays near α·√n for RMSProp, however small the gradient becomes.',
  when: 'sparsely',
  cost: { perElementNs: 0.7, perParameterNs: 0 },
  create({ arena, measures, series }) {
    const norms = series({ shape: { columns: ['value'] } })
    const before = measures.reals(arena.precision, arena.length)
    return {
      prepare: () => before.set(arena.values),
      measure: ({ step }) => norms.push(step, [measures.distance(arena.values, before)]),
    }
  },
}
