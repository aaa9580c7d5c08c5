/** The loss that update t saw: of its batch, before the update. */
import type { Diagnostic } from './diagnostic'

export const trainingLoss: Diagnostic = {
  id: 'trainingLoss',
  title: 'Training loss',
  summary: 'Loss of the batch before each update.',
  perParameter: false,
  columns: ['value'],
  scale: 'log',
  when: 'everyStep',
  create(context) {
    const value = context.series('value')
    return { measure: ({ step, loss }) => value.push(step, loss) }
  },
}
