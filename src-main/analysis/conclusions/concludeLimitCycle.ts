/**
 * "RMSProp stays between 0.01 and 0.06 from step 150 on, a limit cycle at constant α."
 *
 * With a constant α a step divided by √s_dW does not shrink with the gradient, so close to the minimum it jumps from
 * side to side, and the loss stays where that jump leaves it. Said only of a loss without noise at a constant α that
 * has settled: its smallest value has not fallen by more than a hundredth between the last two quarters of the run, its
 * second half stays within two decades and above rounding noise (10⁻¹² of where it started), and it is not merely
 * falling slowly: it was as low before, or it goes up at one step in ten.
 */
import type { Curve, NumberFormat } from './curve'
import { listed } from './listed'

export interface LimitCycle {
  /** From this step on no value leaves [low, high]. */
  readonly sinceStep: number
  readonly low: number
  readonly high: number
}

const fewestBuckets = 40
const tolerance = 1e-2
const fewestRises = 0.1
const widestBand = 100
const roundingNoise = 1e-12

/** What tells whether a loss has settled, over the halves and quarters of a run. */
export interface Settling {
  /** The first finite value. */
  readonly start: number
  /** Smallest value of the first half, of the third quarter and of the last one. */
  readonly firstHalfLow: number
  readonly thirdLow: number
  readonly fourthLow: number
  /** Of the second half. */
  readonly low: number
  readonly high: number
  /** Share of steps from one looked-at value to the next, in the second half, that go up. */
  readonly risingShare: number
}

export function hasSettled({ start, firstHalfLow, thirdLow, fourthLow, low, high, risingShare }: Settling): boolean {
  const isBackFromLower = firstHalfLow <= Math.min(thirdLow, fourthLow)
  if (!isBackFromLower && risingShare < fewestRises) return false
  // Comparisons with NaN are false: such a run has not settled.
  const isStill = fourthLow >= thirdLow * (1 - tolerance)
  return low > roundingNoise * Math.abs(start) && high < start && high <= widestBand * low && isStill
}

export function limitCycleOf(curve: Curve): LimitCycle | null {
  const size = curve.steps.length
  if (!curve.isNoiseFree || curve.status === 'diverged' || size < fewestBuckets) return null
  const half = Math.floor(size / 2)
  const threeQuarters = Math.floor((3 * size) / 4)
  const low = smallest(curve.low, half, size)
  const high = largest(curve.high, half, size)
  const settling = {
    start: curve.high.find(Number.isFinite) ?? 0,
    firstHalfLow: smallest(curve.low, 0, half),
    thirdLow: smallest(curve.low, half, threeQuarters),
    fourthLow: smallest(curve.low, threeQuarters, size),
    low,
    high,
    risingShare: rises(curve.last.subarray(half)) / (size - half),
  }
  if (!hasSettled(settling)) return null
  let since = half
  while (since > 0 && curve.low[since - 1]! >= low && curve.high[since - 1]! <= high) since--
  return { sinceStep: curve.steps[since]!, low, high }
}

export function concludeLimitCycle(curves: readonly Curve[], format: NumberFormat): string {
  const cycles = curves.flatMap((curve) => {
    const cycle = limitCycleOf(curve)
    return cycle === null ? [] : [{ label: curve.label, cycle }]
  })
  const first = cycles[0]
  if (first === undefined) return ''
  if (cycles.length > 1) {
    return `${listed(cycles.map(({ label }) => label))} stop falling and end in limit cycles at constant α.`
  }
  const low = format(first.cycle.low)
  const high = format(first.cycle.high)
  const place = low === high ? `at ${low}` : `between ${low} and ${high}`
  return `${first.label} stays ${place} from step ${first.cycle.sinceStep} on, a limit cycle at constant α.`
}

function rises(column: Float64Array): number {
  return column.filter((value, index) => index > 0 && value > column[index - 1]!).length
}

function smallest(column: Float64Array, from: number, to: number): number {
  return column.subarray(from, to).reduce((best, value) => Math.min(best, value), Number.POSITIVE_INFINITY)
}

function largest(column: Float64Array, from: number, to: number): number {
  return column.subarray(from, to).reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY)
}
