/** α of update t, the schedule applied. */
import type { Diagnostic } from './diagnostic'

export const learningRate: Diagnostic = {
  id: 'learningRate',
  title: 'Learning rate',
  summary: 'α of each step, the schedule applied.',
  perParameter: false,
  scale: 'log',
  when: 'sparsely',
  create(context) {
    const series = context.series({ shape: { columns: ['value'] } })
    return { measure: ({ step, learningRate: rate }) => series.push(step, [rate]) }
  },
}
