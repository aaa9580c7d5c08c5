/** The loss that update t saw: of its batch, before the update. */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic } from './diagnostic'

export const trainingLoss: Diagnostic = {
  kind: 'trainingLoss',
  title: 'Training loss',
  summary: 'Loss of the batch before each update.',
  fields: { every: everyField('Steps between rows; 0 = every step.') },
  isStandard: true,
  perParameter: false,
  scale: 'log',
  equation: 'L(t) = mean of the losses of batch t at W(t − 1), and the penalty where there is one',
  reading: 'Whether training goes down. From step to step it moves with the batch as much as with the parameters.',
  when: 'everyStep',
  create(context) {
    const series = context.series({ shape: { columns: ['value'] } })
    const row = new Float64Array(1)
    return {
      measure({ step, loss }) {
        row[0] = loss
        series.push(step, row)
      },
    }
  },
}
