/**
 * Loss and accuracy on the validation part, whole, after update t. Accuracy is a share, from 0 to 1; where nothing is
 * right or wrong there is no such column.
 */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic, RowSink } from './diagnostic'

export const validation: Diagnostic = {
  kind: 'validation',
  title: 'Validation',
  summary: 'Loss and accuracy on examples that are not trained on.',
  fields: { every: everyField('Steps between evaluations; 0 = once in as many epochs as its budget pays for.') },
  isStandard: true,
  perParameter: false,
  scale: 'linear',
  equation:
    'mean of the losses of the validation part at W(t), without a penalty; share of its examples predicted right',
  reading:
    'Whether what is learned holds for other examples: where it rises while the training loss falls, it does not.',
  when: 'atEvaluations',
  create(context) {
    let series: RowSink | undefined
    return {
      measure({ step }) {
        const evaluation = context.evaluate('validation')
        if (evaluation === null) return
        const { loss, accuracy } = evaluation
        // Only an evaluation says whether there is an accuracy.
        series ??= context.series({ shape: { columns: accuracy === null ? ['loss'] : ['loss', 'accuracy'] } })
        series.push(step, accuracy === null ? [loss] : [loss, accuracy])
      },
    }
  },
}
