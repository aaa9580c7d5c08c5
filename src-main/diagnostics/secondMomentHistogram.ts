/**
 * How many elements of each parameter have which s_dW, after update t: counts of log₁₀ s, four bins a decade.
 *
 *   bin i takes 10^(i/4 − 32) ≤ s < 10^((i + 1)/4 − 32)        i from 0 to 191
 *
 * s_dW is what `observedSecondMoment.ts` says. Zeros are counted apart, as is what has no logarithm: a negative number (of
 * a rule of the user's own) or one that is not finite. Smaller ones are in the first bin, larger ones in the last. The
 * edges are the float64 numbers nearest to the powers, and s is compared with them.
 */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic } from './diagnostic'
import { LogCounts } from './logCounts'

const firstDecade = -32
const lastDecade = 16
/** 10^0, 10^¼, 10^½ and 10^¾, to twenty digits: with an exponent behind them, the nearest float64 wherever they are read. */
const quarters = ['1', '1.7782794100389228012', '3.1622776601683793320', '5.6234132519034908039']

/** Powers of ten in steps of a quarter, rising. */
export const histogramEdges: readonly number[] = [
  ...Array.from({ length: lastDecade - firstDecade }, (_, index) =>
    quarters.map((quarter) => Number(`${quarter}e${firstDecade + index}`)),
  ).flat(),
  Number(`1e${lastDecade}`),
]

export const secondMomentHistogram: Diagnostic = {
  kind: 'secondMomentHistogram',
  title: 's_dW histogram',
  summary: 'How many elements of each parameter have which s_dW, in four bins a decade.',
  source: 'Hinton, Srivastava & Swersky, lecture 6e, 2012, for s_dW',
  fields: { every: everyField('Steps between rows; 0 = as often as its budget pays for.') },
  isStandard: false,
  perParameter: true,
  scale: 'log',
  unit: '(loss/[W])²',
  equation: 'number of elements with 10^(i/4) ≤ s < 10^((i+1)/4), s as the optimizer keeps it; zeros apart',
  reading:
    'How differently the elements of a parameter are treated: two humps are two kinds of elements, a tail to the right is damped most, zeros have never had a gradient, and elements left of ε² are divided by ε alone.',
  when: 'sparsely',
  cost: { perElementNs: 1.5, perParameterNs: 10_000 },
  create(context) {
    const { arena, measures } = context
    const { kept, scale } = context.secondMoment()
    const longest = Math.max(...arena.parameters.map((parameter) => parameter.length))
    const counts = new LogCounts(histogramEdges, longest, measures)
    const shape = { histogram: histogramEdges }
    const gauges = arena.parameters.map((parameter) => ({
      view: arena.view(parameter, kept),
      series: context.series({ parameter: parameter.name, shape }),
    }))
    return {
      measure({ step }) {
        const factor = scale()
        for (const { view, series } of gauges) {
          counts.count(view, factor)
          series.push(step, counts.counts)
        }
      },
    }
  },
}
