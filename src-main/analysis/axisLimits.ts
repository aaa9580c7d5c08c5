/**
 * Limits of a value axis that a few wild values do not spoil.
 *
 * NaN and ±Infinity never count, and on a log axis neither does what is not positive. Values far from the bulk (its
 * 2nd to 98th percentile) are left outside and counted, so that the chart can say so: on a linear axis those more than
 * ten spans away, on a log axis those more than one span (in decades) below. A log axis keeps its top: a loss that
 * grows without bound is what it is there to show.
 */

export type Scale = 'linear' | 'log'

export interface AxisLimits {
  readonly min: number
  readonly max: number
  /** Values that the axis could show but leaves outside. */
  readonly outside: number
  /** Finite values that a log axis cannot show; 0 on a linear one. */
  readonly nonPositive: number
}

type Ends = Pick<AxisLimits, 'min' | 'max'>

const linearReach = 10
const logReach = 1
const linearMargin = 0.04
const logMargin = 0.03
/** Logarithms that are closer are one value: 10 to their power would not keep them apart. */
const closestDecades = 1e-9
/** Enough to place a 2 % quantile within a few tenths of a percent. */
const sampleSize = 4096

/** @returns null when no value can be shown. */
export function axisLimits(columns: readonly Float64Array[], scale: Scale): AxisLimits | null {
  const isLog = scale === 'log'
  const shown: number[] = []
  let nonPositive = 0
  for (const column of columns) {
    for (const value of column) {
      if (!Number.isFinite(value)) continue
      if (!isLog) shown.push(value)
      else if (value > 0) shown.push(Math.log10(value))
      else nonPositive++
    }
  }
  if (shown.length === 0) return null
  const bulk = sampleOf(shown)
  const low = bulk[Math.floor(0.02 * (bulk.length - 1))]!
  const high = bulk[Math.ceil(0.98 * (bulk.length - 1))]!
  const span = high - low
  const floor = low - span * (isLog ? logReach : linearReach)
  const ceiling = isLog ? Number.POSITIVE_INFINITY : high + span * linearReach
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let outside = 0
  for (const value of shown) {
    if (span > 0 && (value < floor || value > ceiling)) {
      outside++
      continue
    }
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return { ...(isLog ? logEnds(min, max) : linearEnds(min, max)), outside, nonPositive }
}

function sampleOf(values: readonly number[]): Float64Array {
  const stride = Math.max(1, Math.ceil(values.length / sampleSize))
  return Float64Array.from({ length: Math.ceil(values.length / stride) }, (_, index) => values[index * stride]!).sort()
}

function linearEnds(min: number, max: number): Ends {
  if (min === max) {
    const room = min === 0 ? 1 : Math.max(Number.MIN_VALUE, Math.abs(min) * 0.1)
    return representable(min - room, max + room)
  }
  const margin = (max - min) * linearMargin
  // A quantity that is never negative gets no axis that suggests it could be.
  return representable(min >= 0 ? Math.max(0, min - margin) : min - margin, max + margin)
}

/** The ends of a linear axis must be finite, also around the largest number there is. */
function representable(min: number, max: number): Ends {
  return { min: Math.max(-Number.MAX_VALUE, min), max: Math.min(Number.MAX_VALUE, max) }
}

/** @param min - and `max` are logarithms */
function logEnds(min: number, max: number): Ends {
  const margin = max - min < closestDecades ? 0.5 : (max - min) * logMargin
  return {
    min: Math.max(Number.MIN_VALUE, 10 ** (min - margin)),
    max: Math.min(Number.MAX_VALUE, 10 ** (max + margin)),
  }
}
