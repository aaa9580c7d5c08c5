import { everyField } from '../../contract/diagnosticSettings'
import type { Diagnostic } from '../../diagnostics/diagnostic'

/**
 * A diagnostic that asks for everything there is to ask, at other parameters, at every step.
 *
 * @param asked - grows by the loss elsewhere, that which came with the gradient, the loss of the step, and the gradients
 *   asked for so far
 */
export function prying(asked: number[]): Diagnostic {
  return {
    kind: 'prying',
    title: 'Prying',
    summary: 'Looks everywhere.',
    fields: { every: everyField('Steps between rows.') },
    isStandard: true,
    perParameter: false,
    scale: 'linear',
    equation: '',
    reading: '',
    when: 'everyStep',
    create({ arena, measures, evaluate, lossAt, gradientAt, gradientEvaluations }) {
      const elsewhere = measures.reals(arena.precision, arena.length)
      const gradients = measures.reals(arena.precision, arena.length)
      return {
        measure({ loss }) {
          for (let index = 0; index < elsewhere.length; index++) elsewhere[index] = arena.values[index]! * 1.5 + 0.25
          evaluate('training')
          const there = lossAt(elsewhere)
          const again = gradientAt(elsewhere, gradients)
          evaluate('validation')
          asked.push(there, again, loss, gradientEvaluations())
        },
      }
    },
  }
}
