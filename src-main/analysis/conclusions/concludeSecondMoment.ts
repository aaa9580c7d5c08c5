/**
 * "Last median: RMSProp 3.1e-6, 40 times Adam's 7.8e-8. Spread p95/p5: 9.4 (Adam) to 120 (RMSProp)."
 *
 * The median of s_dW says how far a parameter's steps are divided (by √s_dW); the spread says how differently its
 * elements are treated. Ratios above 10 have two digits, since the medians of single rows carry no more.
 */
import type { Curve, NumberFormat } from './curve'
import { labelled } from './labelled'
import { lastValue } from './lastValue'

export interface SecondMomentCurve {
  readonly median: Curve
  /** Last value of the 95th percentile divided by that of the 5th; null where either is missing or the 5th is 0. */
  readonly spread: number | null
}

/** @param what - the value is called: "median", or nothing where it is that of one element */
export function concludeSecondMoment(
  curves: readonly SecondMomentCurve[],
  format: NumberFormat,
  what: 'median' | '' = 'median',
): string {
  const entries = curves
    .flatMap(({ median, spread }) => {
      const value = lastValue(median.last)
      return value === null ? [] : [{ label: median.label, value, spread }]
    })
    .sort((a, b) => b.value - a.value)
  const top = entries[0]
  const bottom = entries.at(-1)
  if (top === undefined || bottom === undefined) return ''
  return `Last${what === '' ? '' : ' median'}: ${medianText(top, bottom, entries.length, format)}.${spreadText(entries, format)}`
}

interface Entry {
  readonly label: string
  readonly value: number
  readonly spread: number | null
}

function medianText(top: Entry, bottom: Entry, count: number, format: NumberFormat): string {
  if (count === 1) return labelled(top.label, format(top.value))
  const ratio = top.value / bottom.value
  const isClear = Number.isFinite(ratio) && ratio >= 1.05
  const first = labelled(top.label, format(top.value))
  if (!isClear) return `${first}, ${labelled(bottom.label, format(bottom.value))}`
  return `${first}, ${format(Number(ratio.toPrecision(2)))} times ${bottom.label}’s ${format(bottom.value)}`
}

function spreadText(entries: readonly Entry[], format: NumberFormat): string {
  const spreads = entries
    .flatMap(({ label, spread }) => (spread === null ? [] : [{ label, spread }]))
    .sort((a, b) => a.spread - b.spread)
  const least = spreads[0]
  const most = spreads.at(-1)
  if (least === undefined || most === undefined) return ''
  if (entries.length === 1) return ` Spread p95/p5: ${format(most.spread)}.`
  const named = (one: { label: string; spread: number }): string => `${format(one.spread)} (${one.label})`
  return ` Spread p95/p5: ${spreads.length === 1 ? named(most) : `${named(least)} to ${named(most)}`}.`
}
