/** α of update t, the schedule applied. */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic } from './diagnostic'

export const learningRate: Diagnostic = {
  kind: 'learningRate',
  title: 'Learning rate',
  summary: 'α of each step, the schedule applied.',
  fields: { every: everyField('Steps between rows; 0 = as often as its budget pays for.') },
  isStandard: true,
  perParameter: false,
  scale: 'log',
  equation: 'α(t), before the factors that exceptions give some parameters',
  reading: 'What the schedule did, and when: a jump of another line at the same step is its doing.',
  when: 'sparsely',
  create(context) {
    const series = context.series({ shape: { columns: ['value'] } })
    return { measure: ({ step, learningRate: rate }) => series.push(step, [rate]) }
  },
}
