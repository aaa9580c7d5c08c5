/**
 * Exact quantiles of an array, without sorting it where it is long.
 *
 *   q-quantile of n numbers: h = (n − 1)·q, i = ⌊h⌋, between the sorted x_i and x_{i+1} at share h − i
 *
 * Variant: linear interpolation, NumPy's default, with NumPy's order of operations; −0 stands before +0. How the x_i are
 * found: `float32Selection`, `float64Selection`. Nothing is allocated after the first call for a length but views.
 */
import type { Measures, Summary } from '../engine/measures/measures'
import type { Reals } from '../engine/precision'
import { Float32Selection } from './float32Selection'
import { Float64Selection } from './float64Selection'

const mostShares = 100

/** Which numbers of the sorted array are needed for a length, each once, and which of them every share lies between. */
interface RankPlan {
  readonly ranks: Int32Array
  readonly shares: readonly { readonly below: number; readonly above: number; readonly distance: number }[]
}

export class Quantiles {
  readonly #shares: readonly number[]
  readonly #longest: number
  readonly #measures: Measures
  readonly #plans = new Map<number, RankPlan>()
  #float32: Float32Selection | undefined
  #float64: Float64Selection | undefined
  /** The quantiles of the last call, in the order of the shares. */
  readonly values: Float64Array

  /**
   * @param shares - each in [0, 1], at most 100
   * @param longest - the longest array that will be measured
   * @param measures - those that reach the arrays
   */
  constructor(shares: readonly number[], longest: number, measures: Measures) {
    for (const share of shares) {
      if (!(share >= 0 && share <= 1)) throw new RangeError(`share = ${share}, must be in [0, 1]`)
    }
    if (shares.length > mostShares) throw new RangeError(`shares = ${shares.length}, must be at most ${mostShares}`)
    this.#shares = shares
    this.#longest = longest
    this.#measures = measures
    this.values = new Float64Array(shares.length)
  }

  /**
   * Overwrites `values`; all NaN if the array is empty or holds a NaN.
   *
   * @param summary - of this array
   * @throws RangeError if it is too long
   */
  measure(array: Reals, summary: Summary): void {
    if (array.length > this.#longest) {
      throw new RangeError(`array.length = ${array.length}, must be at most ${this.#longest}`)
    }
    if (array.length === 0 || Number.isNaN(summary.largest)) {
      this.values.fill(Number.NaN)
      return
    }
    const plan = this.#planOf(array.length)
    const numbers = this.#select(array, summary, plan.ranks)
    for (let index = 0; index < plan.shares.length; index++) {
      const { below, above, distance } = plan.shares[index]!
      this.values[index] = interpolate(numbers[below]!, numbers[above]!, distance)
    }
  }

  #select(array: Reals, summary: Summary, ranks: Int32Array): Reals {
    const most = 2 * this.#shares.length
    if (array instanceof Float32Array) {
      this.#float32 ??= new Float32Selection(most, this.#longest, this.#measures)
      return this.#float32.select(array, summary, ranks)
    }
    this.#float64 ??= new Float64Selection(most, this.#longest)
    return this.#float64.select(array, ranks)
  }

  #planOf(length: number): RankPlan {
    let plan = this.#plans.get(length)
    if (plan === undefined) {
      plan = planRanks(this.#shares, length)
      this.#plans.set(length, plan)
    }
    return plan
  }
}

function planRanks(shares: readonly number[], length: number): RankPlan {
  const places = shares.map((share) => {
    const position = (length - 1) * share
    const below = Math.floor(position)
    return { below, above: Math.min(below + 1, length - 1), distance: position - below }
  })
  const ranks = [...new Set(places.flatMap(({ below, above }) => [below, above]))].sort((a, b) => a - b)
  const indexOf = new Map(ranks.map((rank, index) => [rank, index]))
  return {
    ranks: Int32Array.from(ranks),
    shares: places.map(({ below, above, distance }) => ({
      below: indexOf.get(below)!,
      above: indexOf.get(above)!,
      distance,
    })),
  }
}

function interpolate(a: number, b: number, share: number): number {
  if (a === b || share === 0) return a
  const distance = b - a
  // An infinity at one end stays one; the form below would make it ∞ − ∞.
  if (distance === Infinity) return a * (1 - share) + b * share
  return share >= 0.5 ? b - distance * (1 - share) : a + distance * share
}
