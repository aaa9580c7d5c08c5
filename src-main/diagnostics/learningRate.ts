/** α of update t, the schedule applied. */
import type { Diagnostic } from './diagnostic'

export const learningRate: Diagnostic = {
  id: 'learningRate',
  title: 'Learning rate',
  summary: 'α of each step, the schedule applied.',
  perParameter: false,
  columns: ['value'],
  scale: 'log',
  when: 'sparsely',
  create(context) {
    const value = context.series('value')
    return { measure: (facts) => value.push(facts.step, facts.learningRate) }
  },
}
