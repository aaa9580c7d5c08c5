/**
 * What is measured about long arrays while a run trains, behind one interface: whoever implements it gives the same bits.
 *
 * Sums are in float64, in eight lanes: lane l adds up the elements i ≡ l (mod 8), i rising, from +0; then neighbours are
 * added, (0 + 1) + (2 + 3), (4 + 5) + (6 + 7), and the two halves. Arrays handed to any of these functions come from
 * `allocate` of the same kernels, or are views into such arrays. Nothing is allocated but by `reals`, `words` and
 * `bytes`, which are for set-up only.
 */
import type { Precision, Reals } from '../precision'

export interface Summary {
  sum: number
  /** NaN if an element is NaN; −0 stands before +0. */
  least: number
  /** NaN if an element is NaN. */
  largest: number
}

export interface Measures {
  reals(precision: Precision, length: number): Reals
  words(length: number): Int32Array
  bytes(length: number): Uint8Array
  /** ‖a‖, also where Σ a² overflows or underflows; see `norms.ts` */
  norm(a: Reals): number
  /** ‖a − b‖, both of one length and precision */
  distance(a: Reals, b: Reals): number
  /** Σ a² */
  sumOfSquares(a: Reals): number
  /** Σ (a − b)², both of one length and precision */
  sumOfSquaredDifferences(a: Reals, b: Reals): number
  /** Overwrites `into`; of no elements: 0, ∞, −∞. */
  summarise(a: Reals, into: Summary): void
  areFinite(a: Reals): boolean
  /** s ← β₂·s + (1 − β₂)·g², both of one length and precision */
  observeSecondMoment(s: Reals, g: Reals, beta2: number): void
  /** Counts the numbers of each cell, see `cellOf`, from cell `first`; adds to `counts`. */
  countCells(a: Float32Array, counts: Int32Array, first: number): void
  /**
   * Takes out the keys that fall into chosen cells. `groups` has 0, or the number of a group from 1, for each cell from
   * `first`; `ends` where in `taken` the next key of each group goes, which it moves on.
   */
  takeCells(a: Float32Array, groups: Uint8Array, first: number, ends: Int32Array, taken: Int32Array): void
}
