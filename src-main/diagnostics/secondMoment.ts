/**
 * How large s_dW is in each parameter, after update t: smallest, mean, percentiles and largest; of a parameter of up to
 * eight elements, whose percentiles would say nothing, every element in place of them, as `[0]`, `[1]` …
 *
 * `observedSecondMoment.ts` says which array that is. The mean is a sum in float64, in the lanes of `measures`, over the
 * count; percentiles interpolate linearly. A NaN in s makes all columns NaN but those of the other elements.
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

/** A parameter of more is shown by its percentiles. */
const mostElements = 8

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
  equation:
    's ← β₂·s + (1 − β₂)·g², as the optimizer keeps it; smallest, mean, percentiles and largest over the elements of a parameter, or each of up to eight',
  reading:
    'How much each parameter’s steps are divided (by √s), how differently its elements are treated (p95 against p5), and where an oscillation is damped (s is large).',
  when: 'sparsely',
  cost: { perElementNs: 3.3, perParameterNs: 600 },
  create(context) {
    const { arena, measures } = context
    const { kept, scale } = context.secondMoment()
    const lengths = arena.parameters.map(({ length }) => length).filter((length) => length > mostElements)
    const shares = percentiles.map(([, share]) => share)
    const quantiles = new Quantiles(shares, Math.max(0, ...lengths), measures)
    const summary = { sum: 0, least: 0, largest: 0 }
    const gauges = arena.parameters.map((parameter) => {
      const columns = columnsFor(parameter.length)
      return {
        view: arena.view(parameter, kept),
        row: new Float64Array(columns.length),
        series: context.series({ parameter: parameter.name, shape: { columns } }),
      }
    })
    return {
      measure({ step }) {
        const factor = scale()
        for (const { view, row, series } of gauges) {
          measures.summarise(view, summary)
          row[0] = summary.least
          row[1] = summary.sum / view.length
          if (view.length <= mostElements) row.set(view, 3)
          else {
            quantiles.measure(view, summary)
            row.set(quantiles.values, 2)
          }
          row[largestAt(view.length)] = summary.largest
          if (factor !== 1) for (let index = 0; index < row.length; index++) row[index] = factor * row[index]!
          series.push(step, row)
        }
      },
    }
  },
}

/** For a parameter of so many elements. */
function columnsFor(length: number): readonly string[] {
  return length <= mostElements
    ? ['min', 'mean', 'max', ...Array.from({ length }, (_, index) => `[${index}]`)]
    : ['min', 'mean', ...percentiles.map(([column]) => column), 'max']
}

function largestAt(length: number): number {
  return length <= mostElements ? 2 : 2 + percentiles.length
}
