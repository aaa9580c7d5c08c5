/** "Lowest validation loss: Adam 0.0712 at step 1875, RMSProp 0.0746 and momentum 0.0801." The winner comes first. */

import type { Curve, NumberFormat } from './curve'
import { type Extremum, highest, lowest } from './extremum'
import { labelled } from './labelled'
import { listed } from './listed'

export function concludeBest(
  curves: readonly Curve[],
  direction: 'lowest' | 'highest',
  noun: string,
  format: NumberFormat,
): string {
  const sign = direction === 'lowest' ? 1 : -1
  const entries = curves
    .flatMap((curve) => {
      const best: Extremum | null = direction === 'lowest' ? lowest(curve) : highest(curve)
      return best === null ? [] : [{ curve, best }]
    })
    .sort((a, b) => sign * (a.best.value - b.best.value))
  const winner = entries[0]
  if (winner === undefined) return ''
  const adjective = direction === 'lowest' ? 'Lowest' : 'Highest'
  const place = `${winner.curve.isDecimated ? 'by' : 'at'} step ${winner.best.step}`
  if (entries.length === 1) return `${adjective} ${noun} ${format(winner.best.value)} ${place}.`
  const texts = entries.map(({ curve, best }, index) =>
    index === 0 ? `${labelled(curve.label, format(best.value))} ${place}` : labelled(curve.label, format(best.value)),
  )
  return `${adjective} ${noun}: ${listed(texts)}.`
}
