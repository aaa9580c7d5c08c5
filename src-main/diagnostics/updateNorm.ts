/** ‖w(t) − w(t − 1)‖ over all parameters, from a copy taken before the update. */
import { allocateReals } from '../engine/precision'
import type { Diagnostic } from './diagnostic'
import { normOfDifference } from './norm'

export const updateNorm: Diagnostic = {
  id: 'updateNorm',
  title: 'Update norm',
  summary: 'Length of the step that all parameters made.',
  perParameter: false,
  columns: ['value'],
  scale: 'log',
  unit: '[W]',
  when: 'sparsely',
  create({ arena, series }) {
    const value = series('value')
    const before = allocateReals(arena.precision, arena.length)
    return {
      prepare: () => before.set(arena.values),
      measure: ({ step }) => value.push(step, normOfDifference(arena.values, before)),
    }
  },
}
