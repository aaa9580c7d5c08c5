/** The loss that update t saw: of its batch, before the update. */
import type { Diagnostic } from './diagnostic'

export const trainingLoss: Diagnostic = {
  id: 'trainingLoss',
  title: 'Training loss',
  summary: 'Loss of the batch before each update.',
  perParameter: false,
  scale: 'log',
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
