/**
 * Loss and accuracy on the validation part, whole, after update t. Accuracy is a share, from 0 to 1; where nothing is
 * right or wrong there is no such column.
 */
import type { Diagnostic, RowSink } from './diagnostic'

export const validation: Diagnostic = {
  id: 'validation',
  title: 'Validation',
  summary: 'Loss and accuracy on examples that are not trained on.',
  perParameter: false,
  scale: 'linear',
  when: 'atEvaluations',
  create(context) {
    let series: RowSink | undefined
    return {
      measure({ step }) {
        const evaluation = context.evaluateValidation()
        if (evaluation === null) return
        const { loss, accuracy } = evaluation
        // Only an evaluation says whether there is an accuracy.
        series ??= context.series({ shape: { columns: accuracy === null ? ['loss'] : ['loss', 'accuracy'] } })
        series.push(step, accuracy === null ? [loss] : [loss, accuracy])
      },
    }
  },
}
