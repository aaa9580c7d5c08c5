/** What a small picture says in words, computed from its values: where it starts, turns and ends. */
import type { Sketch } from '../../src-main/contract/sketch'
import { formatCount, formatNumber } from '../lab/formatNumber'

export function sketchCaption({ x, low, high, style, xTitle, yTitle, note }: Sketch): string {
  const last = x.length - 1
  if (last < 0) return ''
  const first = formatNumber(high[0]!)
  const end = formatNumber(style === 'range' ? low[last]! : high[last]!)
  if (style === 'points') return `${formatCount(x[last]!)} ${xTitle}s, ${yTitle} from ${first} down to ${end}.`
  if (style === 'range') return `${first} at first, ${end} or more at the end. ${note}`.trim()
  const top = Math.max(...high)
  const peak = high.indexOf(top)
  const isInside = top > high[0]! && top > high[last]!
  // A point may stand for several steps, of which one is the largest.
  const place = last + 1 === x[last] ? xTitle : `about ${xTitle}`
  const turn = isInside ? `, ${formatNumber(top)} at ${place} ${formatCount(x[peak]!)}` : ''
  return `${first} at first${turn}, ${end} at the end.`
}
