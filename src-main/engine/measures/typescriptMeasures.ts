/** The reference: loops to be read, in both precisions. */
import { allocateReals, type Reals } from '../precision'
import { areFinite } from './areFinite'
import { cellOf } from './cellOf'
import type { Measures, Summary } from './measures'
import { rootOfSquares } from './norms'
import { orderingKey } from './orderingKey'

export const typescriptMeasures: Measures = {
  reals: allocateReals,
  words: (length) => new Int32Array(length),
  bytes: (length) => new Uint8Array(length),
  norm: (a) => rootOfSquares(sumOfSquares(a), a.length, (index) => a[index]!),
  distance: (a, b) => rootOfSquares(sumOfSquaredDifferences(a, b), a.length, (index) => a[index]! - b[index]!),
  sumOfSquares,
  sumOfSquaredDifferences,
  summarise,
  areFinite,
  observeSecondMoment,
  countCells,
  takeCells,
}

/** Sums in float64 in eight lanes, as vectors of any width up to eight can add them up: the order of `measures.ts`. */
class LaneSums {
  readonly #lanes = new Float64Array(8)

  reset(): void {
    this.#lanes.fill(0)
  }

  /** Indices must rise. */
  add(index: number, value: number): void {
    this.#lanes[index & 7]! += value
  }

  total(): number {
    const [s0, s1, s2, s3, s4, s5, s6, s7] = this.#lanes
    return s0! + s1! + (s2! + s3!) + (s4! + s5! + (s6! + s7!))
  }
}

/** Of whichever sum is under way. */
const lanes = new LaneSums()

/** Σ a² in float64, in the eight lanes of `measures.ts`; Infinity where it overflows. */
function sumOfSquares(a: Reals): number {
  lanes.reset()
  for (let i = 0; i < a.length; i++) lanes.add(i, a[i]! * a[i]!)
  return lanes.total()
}

/** Σ (a − b)² in float64, in the eight lanes of `measures.ts`; Infinity where it overflows. Both of one length. */
function sumOfSquaredDifferences(a: Reals, b: Reals): number {
  lanes.reset()
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!
    lanes.add(i, difference * difference)
  }
  return lanes.total()
}

/** Σ a in float64, in the eight lanes of `measures.ts`, with the smallest and largest element. Overwrites `into`. */
function summarise(a: Reals, into: Summary): void {
  let least = Infinity
  let largest = -Infinity
  lanes.reset()
  for (let i = 0; i < a.length; i++) {
    const value = a[i]!
    lanes.add(i, value)
    least = Math.min(least, value)
    largest = Math.max(largest, value)
  }
  into.sum = lanes.total()
  into.least = least
  into.largest = largest
}

/**
 * The shadow s_dW of an optimizer that keeps none: RMSProp's, observing the same gradients and moving nothing.
 *
 *   s ← β₂·s + (1 − β₂)·g²        s(0) = 0
 *
 * In float32 every operation is rounded, as in the update rule of RMSProp, so the two are equal bit for bit.
 * Overwrites s, as long as g.
 */
function observeSecondMoment(s: Reals, g: Reals, beta2: number): void {
  if (s instanceof Float32Array) observeRounded(s, g, Math.fround(beta2), Math.fround(1 - beta2))
  else observe(s, g, beta2, 1 - beta2)
}

function observe(s: Float64Array, g: Reals, kept: number, taken: number): void {
  for (let i = 0; i < s.length; i++) s[i] = kept * s[i]! + taken * (g[i]! * g[i]!)
}

function observeRounded(s: Float32Array, g: Reals, kept: number, taken: number): void {
  for (let i = 0; i < s.length; i++) {
    const old = Math.fround(kept * s[i]!)
    const squared = Math.fround(g[i]! * g[i]!)
    s[i] = old + Math.fround(taken * squared)
  }
}

/**
 * How many numbers fall into each cell, see `cellOf`.
 *
 * @param counts - of the cells from `first`; added to
 */
function countCells(a: Float32Array, counts: Int32Array, first: number): void {
  const words = new Int32Array(a.buffer, a.byteOffset, a.length)
  for (let i = 0; i < words.length; i++) counts[cellOf(orderingKey(words[i]!)) - first]!++
}

/**
 * Takes out the keys of the numbers that fall into chosen cells, group by group, in their order.
 *
 * @param groups - of the cells from `first`: 0, or the number of a group from 1
 * @param ends - of the groups: where in `taken` the next key goes; moved on
 */
function takeCells(a: Float32Array, groups: Uint8Array, first: number, ends: Int32Array, taken: Int32Array): void {
  const words = new Int32Array(a.buffer, a.byteOffset, a.length)
  for (let i = 0; i < words.length; i++) {
    const key = orderingKey(words[i]!)
    const group = groups[cellOf(key) - first]!
    if (group !== 0) taken[ends[group - 1]!++] = key
  }
}
