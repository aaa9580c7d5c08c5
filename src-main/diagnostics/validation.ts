/** Loss and accuracy on the validation part, whole, after update t. Accuracy is a share, from 0 to 1. */
import type { Diagnostic } from './diagnostic'

export const validation: Diagnostic = {
  id: 'validation',
  title: 'Validation',
  summary: 'Loss and accuracy on examples that are not trained on.',
  perParameter: false,
  columns: ['loss', 'accuracy'],
  scale: 'linear',
  when: 'atEvaluations',
  create(context) {
    const loss = context.series('loss')
    const accuracy = context.series('accuracy')
    return {
      measure({ step }) {
        const evaluation = context.evaluateValidation()
        if (evaluation === null) return
        loss.push(step, evaluation.loss)
        if (evaluation.accuracy !== null) accuracy.push(step, evaluation.accuracy)
      },
    }
  },
}
