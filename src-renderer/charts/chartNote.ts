/** The note in a card's header: what was done to the data, so that nothing about the picture has to be guessed. */
import type { AxisLimits, Scale } from '../../src-main/analysis/axisLimits'
import { formatCount } from '../lab/formatNumber'

export interface NoteFacts {
  readonly scale: Scale
  readonly remark: string
  readonly runs: number
  /** Visible runs that cannot be drawn: without this series, or without a place on the axis. */
  readonly runsLeftOut: number
  /** Points of the longest series in view, and the most columns one was brought down to; null = nothing was. */
  readonly points: number
  readonly buckets: number | null
  /** 0 = none. */
  readonly smoothing: number
  readonly nonFinite: number
  readonly limits: AxisLimits | null
  readonly isZoomed: boolean
}

export function chartNote(facts: NoteFacts): string {
  const { limits } = facts
  if (facts.runs === 0) return ''
  // What changes the picture stands first: at the end a narrow card cuts it off.
  return [
    facts.scale,
    facts.remark,
    facts.isZoomed ? 'zoomed' : '',
    facts.smoothing > 0 ? `smoothed ${facts.smoothing}` : '',
    facts.nonFinite > 0 ? `${formatCount(facts.nonFinite)} not finite` : '',
    limits !== null && limits.nonPositive > 0 ? `${formatCount(limits.nonPositive)} not above 0` : '',
    limits !== null && limits.outside > 0 ? `${formatCount(limits.outside)} off the axis` : '',
    counted(facts.runs, 'run'),
    facts.runsLeftOut > 0 ? `${facts.runsLeftOut} without it` : '',
    counted(facts.points, 'point'),
    facts.buckets === null ? 'nothing decimated' : `min and max of ${formatCount(facts.buckets)} columns`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
