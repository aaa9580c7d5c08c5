/** Training time at step t, pauses left out: the time axis. The one series that differs from run to run. */
import { everyField } from '../contract/diagnosticSettings'
import { clockDiagnostic } from '../contract/series'
import type { Diagnostic } from './diagnostic'

export const elapsed: Diagnostic = {
  kind: clockDiagnostic,
  title: 'Elapsed time',
  summary: 'Training time at each step, pauses left out.',
  fields: { every: everyField('Steps between rows; 0 = as often as its budget pays for.') },
  isStandard: true,
  perParameter: false,
  scale: 'linear',
  unit: 's',
  equation: 'time that training took up to step t, measured by the clock',
  reading: 'How fast it trains, and when something else held it up. It says nothing of the optimizer’s steps.',
  when: 'sparsely',
  create(context) {
    const series = context.series({ shape: { columns: ['seconds'] } })
    return { measure: ({ step, elapsedMs }) => series.push(step, [elapsedMs / 1000]) }
  },
}
