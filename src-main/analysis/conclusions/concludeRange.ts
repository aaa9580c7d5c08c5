/** "From 0.001 at step 1 to 1.2e-4 at step 2532." Of one run; several end in a list of their last values. */

import type { Curve, NumberFormat } from './curve'
import { labelled } from './labelled'
import { lastValue } from './lastValue'
import { listed } from './listed'

export function concludeRange(curves: readonly Curve[], format: NumberFormat): string {
  const entries = curves.flatMap((curve) => {
    const first = curve.last.find(Number.isFinite)
    const last = lastValue(curve.last)
    return first === undefined || last === null ? [] : [{ label: curve.label, first, last }]
  })
  const only = entries[0]
  if (only === undefined) return ''
  if (entries.length === 1) return `From ${format(only.first)} to ${format(only.last)}.`
  const ordered = [...entries].sort((a, b) => a.last - b.last)
  return `Last: ${listed(ordered.map(({ label, last }) => labelled(label, format(last))))}.`
}
