/**
 * s_dW of every parameter, one card each, or one for each element where there are up to eight, with the runs over each
 * other.
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
import { type CardCurve, type ChartCard, type ChartDefinition, type RibbonKind, simpleCard } from './chartDefinition'

const diagnostic = 'secondMoment'

const ribbons = {
  percentiles: { line: 'p50', low: 'p5', high: 'p95', words: 'median, ribbon p5–p95' },
  extremes: { line: 'mean', low: 'p50', high: 'max', words: 'mean, ribbon median–max' },
} as const

export const secondMomentChart: ChartDefinition = {
  id: diagnostic,
  tab: 'secondMoment',
  cards: ({ runs, ribbon }) => {
    const keys = runs.flatMap((facts) => facts.keys.filter((key) => key.diagnostic === diagnostic))
    const parameters = new Set(keys.map(({ parameter }) => parameter))
    const observed = runs.filter((facts) => !facts.keepsSecondMoment).length
    return [...parameters].flatMap((parameter) => {
      const columns = new Set(keys.filter((key) => key.parameter === parameter).map(({ column }) => column))
      const elements = [...columns].filter((column) => column.startsWith('[')).sort(byIndex)
      const whole = columns.has(ribbons[ribbon].line) && columns.has('p50') ? [card(parameter, ribbon, observed)] : []
      return [...whole, ...elements.map((element) => elementCard(parameter, element, observed))]
    })
  },
}

function byIndex(first: string, second: string): number {
  return Number(first.slice(1, -1)) - Number(second.slice(1, -1))
}

function card(parameter: string, kind: RibbonKind, observed: number): ChartCard {
  const columns = ribbons[kind]
  const key = (column: string): ColumnKey => ({ diagnostic, column, parameter })
  return simpleCard({
    id: `${diagnostic} ${parameter}`,
    title: `s_dW · ${parameter}`,
    line: key(columns.line),
    ribbon: { low: key(columns.low), high: key(columns.high), words: columns.words },
    missing,
    remark: observed === 0 ? columns.words : `${columns.words}, ${onlyObserved(observed)}`,
    conclude: (curves) => (kind === 'percentiles' ? concludeSecondMoment(curves.map(withSpread), formatNumber) : ''),
  })
}

/** @param element - its column, such as `[0]` */
function elementCard(parameter: string, element: string, observed: number): ChartCard {
  return simpleCard({
    id: `${diagnostic} ${parameter}${element}`,
    title: `s_dW · ${parameter}${element}`,
    line: { diagnostic, column: element, parameter },
    missing,
    remark: observed === 0 ? '' : onlyObserved(observed),
    conclude: (curves) =>
      concludeSecondMoment(
        curves.map(({ line }) => ({ median: line, spread: null })),
        formatNumber,
        '',
      ),
  })
}

const missing = 'No s_dW recorded yet'

function onlyObserved(runs: number): string {
  return `only observed in ${runs}`
}

function withSpread(curve: CardCurve) {
  const low = curve.ribbon === null ? null : lastValue(curve.ribbon.low)
  const high = curve.ribbon === null ? null : lastValue(curve.ribbon.high)
  return { median: curve.line, spread: low === null || high === null || low <= 0 ? null : high / low }
}
