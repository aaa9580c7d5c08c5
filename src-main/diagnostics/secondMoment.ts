/**
 * How large s_dW is in each parameter: mean, percentiles and largest, after update t.
 *
 * `observedSecondMoment.ts` says which array that is. The mean is a sum in float64, in the lanes of `measures`, over the
 * count; percentiles interpolate linearly. A NaN in s makes all columns NaN.
 */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic } from './diagnostic'
import { Quantiles } from './quantiles'

const percentiles = [
  ['p5', 0.05],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p95', 0.95],
] as const

export const secondMoment: Diagnostic = {
  kind: 'secondMoment',
  title: 's_dW',
  summary: 'Running mean of g² in each parameter: what RMSProp divides by, or would.',
  source: 'Hinton, Srivastava & Swersky, lecture 6e, 2012',
  fields: { every: everyField('Steps between rows; 0 = as often as its budget pays for.') },
  isStandard: true,
  perParameter: true,
  scale: 'log',
  unit: '(loss/[W])²',
  equation: 's ← β₂·s + (1 − β₂)·g², as the optimizer keeps it; mean and percentiles over the elements of a parameter',
  reading:
    'How much each parameter’s steps are divided (by √s), how differently its elements are treated (p95 against p5), and where an oscillation is damped (s is large).',
  when: 'sparsely',
  cost: { perElementNs: 3.3, perParameterNs: 600 },
  create(context) {
    const { arena, measures } = context
    const { kept, scale } = context.secondMoment()
    const longest = Math.max(...arena.parameters.map((parameter) => parameter.length))
    const quantiles = new Quantiles(
      percentiles.map(([, share]) => share),
      longest,
      measures,
    )
    const summary = { sum: 0, least: 0, largest: 0 }
    const columns = ['mean', ...percentiles.map(([column]) => column), 'max']
    const row = new Float64Array(columns.length)
    const gauges = arena.parameters.map((parameter) => ({
      view: arena.view(parameter, kept),
      series: context.series({ parameter: parameter.name, shape: { columns } }),
    }))
    return {
      measure({ step }) {
        const factor = scale()
        for (const { view, series } of gauges) {
          measures.summarise(view, summary)
          quantiles.measure(view, summary)
          row[0] = summary.sum / view.length
          row.set(quantiles.values, 1)
          row[row.length - 1] = summary.largest
          if (factor !== 1) for (let index = 0; index < row.length; index++) row[index] = factor * row[index]!
          series.push(step, row)
        }
      },
    }
  },
}
