/**
 * How large s_dW is in each parameter: mean, percentiles and largest, after update t.
 *
 * The slot with the role `secondMoment` is measured; an optimizer without one gets a shadow s_dW with the run's β₂, which
 * only observes. The mean is a sum in float64, in the lanes of `measures`, over the count; percentiles interpolate
 * linearly. A NaN in s makes all columns NaN.
 */
import type { Arena } from '../engine/arena'
import type { Reals } from '../engine/precision'
import type { Diagnostic, DiagnosticContext, Instrument } from './diagnostic'
import { Quantiles } from './quantiles'

const percentiles = [
  ['p5', 0.05],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p95', 0.95],
] as const

export const secondMoment: Diagnostic = {
  id: 'secondMoment',
  title: 's_dW',
  summary: 'Running mean of g² in each parameter: what RMSProp divides by, or would.',
  perParameter: true,
  scale: 'log',
  unit: '(loss/[W])²',
  when: 'sparsely',
  cost: { perElementNs: 3.3, perParameterNs: 600 },
  create(context) {
    const { arena, beta2, measures } = context
    const own = Object.entries(context.slots).find(([, slot]) => slot.role === 'secondMoment')?.[0]
    const slot = own === undefined ? undefined : arena.slots.get(own)
    const s = slot ?? measures.reals(arena.precision, arena.length)
    const measure = measurePerParameter(context, arena, s)
    if (slot !== undefined) return { measure }
    return {
      tensors: [{ name: 'secondMoment.shadow', shape: [arena.length], values: s }],
      observe: () => measures.observeSecondMoment(s, arena.gradients, beta2),
      measure,
    }
  },
}

function measurePerParameter(context: DiagnosticContext, arena: Arena, s: Reals): Instrument['measure'] {
  const longest = Math.max(...arena.parameters.map((parameter) => parameter.length))
  const quantiles = new Quantiles(
    percentiles.map(([, share]) => share),
    longest,
    context.measures,
  )
  const summary = { sum: 0, least: 0, largest: 0 }
  const columns = ['mean', ...percentiles.map(([column]) => column), 'max']
  const row = new Float64Array(columns.length)
  const gauges = arena.parameters.map((parameter) => ({
    view: arena.view(parameter, s),
    series: context.series({ parameter: parameter.name, shape: { columns } }),
  }))
  return ({ step }) => {
    for (const { view, series } of gauges) {
      context.measures.summarise(view, summary)
      quantiles.measure(view, summary)
      row[0] = summary.sum / view.length
      row.set(quantiles.values, 1)
      row[row.length - 1] = summary.largest
      series.push(step, row)
    }
  }
}
