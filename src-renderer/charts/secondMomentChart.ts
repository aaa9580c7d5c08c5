/**
 * s_dW of every parameter, one card each, with the runs over each other.
 *
 * Drawn are the median over the elements and a ribbon from the 5th to the 95th percentile, or the mean and a ribbon
 * from the median to the largest. The user may conclude how much each parameter's steps are divided (by √s_dW), how
 * differently its elements are treated (the width of the ribbon), and where an oscillation is damped (s_dW is large).
 * Optimizers that keep no s_dW are observed with one of their own that changes nothing.
 */
import { concludeSecondMoment } from '../../src-main/analysis/conclusions/concludeSecondMoment'
import { lastValue } from '../../src-main/analysis/conclusions/lastValue'
import type { ColumnKey } from '../../src-main/contract/series'
import { formatNumber } from '../lab/formatNumber'
import type { CardCurve, ChartCard, ChartDefinition, RibbonKind } from './chartDefinition'

const diagnostic = 'secondMoment'

const ribbons = {
  percentiles: { line: 'p50', low: 'p5', high: 'p95', words: 'median, ribbon p5–p95' },
  extremes: { line: 'mean', low: 'p50', high: 'max', words: 'mean, ribbon median–max' },
} as const

export const secondMomentChart: ChartDefinition = {
  id: diagnostic,
  tab: 'secondMoment',
  cards: ({ runs, ribbon }) => {
    const parameters = new Set(
      runs.flatMap(({ keys }) => keys.filter((key) => key.diagnostic === diagnostic).map((key) => key.parameter)),
    )
    const observed = runs.filter((facts) => !facts.keepsSecondMoment).length
    return [...parameters].map((parameter) => card(parameter, ribbon, observed))
  },
}

function card(parameter: string, kind: RibbonKind, observed: number): ChartCard {
  const columns = ribbons[kind]
  const key = (column: string): ColumnKey => ({ diagnostic, column, parameter })
  return {
    id: `${diagnostic} ${parameter}`,
    title: `s_dW · ${parameter}`,
    line: key(columns.line),
    ribbon: { low: key(columns.low), high: key(columns.high), words: columns.words },
    scale: 'chosen',
    isSmoothed: true,
    number: 'plain',
    missing: 'No s_dW recorded yet',
    remark: observed === 0 ? columns.words : `${columns.words}, only observed in ${observed}`,
    conclude: (curves) => (kind === 'percentiles' ? concludeSecondMoment(curves.map(withSpread), formatNumber) : ''),
  }
}

function withSpread(curve: CardCurve) {
  const low = curve.ribbon === null ? null : lastValue(curve.ribbon.low)
  const high = curve.ribbon === null ? null : lastValue(curve.ribbon.high)
  return { median: curve.line, spread: low === null || high === null || low <= 0 ? null : high / low }
}
