/** Training time at step t, pauses left out: the time axis. The one series that differs from run to run. */
import type { Diagnostic } from './diagnostic'

export const elapsed: Diagnostic = {
  id: 'elapsed',
  title: 'Elapsed time',
  summary: 'Training time at each step, pauses left out.',
  perParameter: false,
  scale: 'linear',
  unit: 's',
  when: 'sparsely',
  create(context) {
    const series = context.series({ shape: { columns: ['seconds'] } })
    return { measure: ({ step, elapsedMs }) => series.push(step, [elapsedMs / 1000]) }
  },
}
