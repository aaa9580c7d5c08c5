/** The texts of a chart's axes and values: the same numbers as in the table, in the fewest characters that differ. */

import type { AxisKind } from '../../src-main/analysis/axisMapping'
import { assertNever } from '../../src-main/contract/assertNever'
import { formatCount, formatNumber } from '../lab/formatNumber'
import type { LineChartInput } from './lineChart'

export const axisTitles: Readonly<Record<AxisKind, string>> = { step: 'step', epoch: 'epoch', time: 's' }

/** A tick of the horizontal axis: 500, 1k, 1.5k, 2M. */
export function placeTick(place: number): string {
  const size = Math.abs(place)
  if (size >= 1e6) return `${Number((place / 1e6).toPrecision(6))}M`
  if (size >= 1e4) return `${Number((place / 1e3).toPrecision(6))}k`
  return String(Number(place.toPrecision(10)))
}

/** A log axis of less than three decades has ticks such as 0.2 and 0.5, which read better in plain digits. */
const shortestExponentAxis = 1e3

/** A tick of the value axis: 1e-4 and 1e2 on a log axis of many decades, plain numbers else. */
export function valueTick(value: number, input: Pick<LineChartInput, 'scale' | 'number' | 'y'>): string {
  if (input.number === 'percent') return `${Number((value * 100).toPrecision(6))} %`
  const { y } = input
  if (input.scale === 'log' && y !== null && y.max / y.min > shortestExponentAxis) {
    const [factor, exponent] = value.toExponential().split('e')
    return (factor?.length ?? 0) <= 3 ? `${factor}e${Number(exponent)}` : formatNumber(value)
  }
  return formatNumber(value, 6)
}

/** A value as the crosshair reads it. */
export function valueText(value: number, input: Pick<LineChartInput, 'number'>): string {
  return input.number === 'percent' && Number.isFinite(value) ? `${(value * 100).toFixed(2)} %` : formatNumber(value)
}

/** A place on the axis as the crosshair names it: "step 1,204", "epoch 1.43", "12.4 s". */
export function placeText(place: number, axis: AxisKind): string {
  switch (axis) {
    case 'step':
      return `step ${formatCount(place)}`
    case 'epoch':
      return `epoch ${place.toFixed(2)}`
    case 'time':
      return `${formatNumber(place)} s`
    default:
      return assertNever(axis)
  }
}
