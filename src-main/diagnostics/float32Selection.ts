/**
 * Numbers of given ranks in a float32 array, without sorting it.
 *
 * The bits of a float order like an integer, its key (`orderingKey`). Of a long array a first pass counts the cells
 * between the smallest and the largest number; a second takes out the keys of the few cells that hold an asked-for rank,
 * and the ranks are selected among those. Of a short one all keys are taken. −0 stands before +0; no number may be NaN.
 */
import { allCells, cellOf } from '../engine/measures/cellOf'
import type { Measures, Summary } from '../engine/measures/measures'
import { orderingKey } from '../engine/measures/orderingKey'
import { selectRanks } from './selectRanks'

/** Up to this the two passes and their tables are not worth it (measured). */
const longestTakenWhole = 1024

export class Float32Selection {
  readonly #measures: Measures
  /** Of the ranks, from the lowest to the highest. */
  readonly #ranks: Int32Array
  readonly #numbers: Float32Array
  readonly #words: Int32Array
  readonly #counts: Int32Array
  readonly #groups: Uint8Array
  readonly #taken: Int32Array
  readonly #ends: Int32Array
  readonly #starts: Int32Array
  readonly #groupCells: Int32Array
  /** Of each group: the first of its ranks. */
  readonly #firstRanks: Int32Array
  readonly #bits = new Int32Array(1)
  readonly #number = new Float32Array(this.#bits.buffer)

  /** @param most - ranks asked for at once, at most 200; `longest` array, which `measures` must reach */
  constructor(most: number, longest: number, measures: Measures) {
    const isEverLong = longest > longestTakenWhole
    this.#measures = measures
    this.#ranks = new Int32Array(most)
    this.#numbers = new Float32Array(most)
    this.#words = new Int32Array(this.#numbers.buffer)
    this.#counts = measures.words(isEverLong ? allCells : 0)
    this.#groups = measures.bytes(isEverLong ? allCells : 0)
    this.#taken = measures.words(longest)
    this.#ends = measures.words(most)
    this.#starts = new Int32Array(most)
    this.#groupCells = new Int32Array(most)
    this.#firstRanks = new Int32Array(most + 1)
  }

  /** The numbers of `ranks` (from 0), which never fall; shared, good until the next call. */
  select(array: Float32Array, summary: Summary, ranks: Int32Array): Float32Array {
    if (array.length <= longestTakenWhole) this.#selectAmongAll(array, ranks)
    else this.#selectAmongCells(array, summary, ranks)
    return this.#numbers
  }

  #selectAmongAll(array: Float32Array, ranks: Int32Array): void {
    const taken = this.#taken
    const words = new Int32Array(array.buffer, array.byteOffset, array.length)
    for (let i = 0; i < words.length; i++) taken[i] = orderingKey(words[i]!)
    selectRanks(taken, 0, words.length, ranks, 0, ranks.length)
    for (let index = 0; index < ranks.length; index++) this.#words[index] = orderingKey(taken[ranks[index]!]!)
  }

  #selectAmongCells(array: Float32Array, { least, largest }: Summary, ranks: Int32Array): void {
    const first = this.#cellOf(least)
    this.#counts.fill(0, 0, this.#cellOf(largest) - first + 1)
    this.#measures.countCells(array, this.#counts, first)
    const groups = this.#locate(ranks)
    this.#measures.takeCells(array, this.#groups, first, this.#ends, this.#taken)
    for (let group = 0; group < groups; group++) {
      const [from, to] = [this.#firstRanks[group]!, this.#firstRanks[group + 1]!]
      selectRanks(this.#taken, this.#starts[group]!, this.#ends[group]!, this.#ranks, from, to)
      for (let rank = from; rank < to; rank++) this.#words[rank] = orderingKey(this.#taken[this.#ranks[rank]!]!)
      this.#groups[this.#groupCells[group]!] = 0
    }
  }

  /** Gives every cell that holds a rank a group and room in `taken`, and every rank its place there. */
  #locate(ranks: Int32Array): number {
    const counts = this.#counts
    let cell = 0
    let before = 0
    let room = 0
    let groups = 0
    for (let index = 0; index < ranks.length; index++) {
      const rank = ranks[index]!
      while (rank >= before + counts[cell]!) before += counts[cell++]!
      if (this.#groups[cell] === 0) {
        this.#groupCells[groups] = cell
        this.#firstRanks[groups] = index
        this.#starts[groups] = room
        this.#ends[groups] = room
        room += counts[cell]!
        this.#groups[cell] = ++groups
      }
      this.#ranks[index] = this.#starts[groups - 1]! + rank - before
    }
    this.#firstRanks[groups] = ranks.length
    return groups
  }

  #cellOf(number: number): number {
    this.#number[0] = number
    return cellOf(orderingKey(this.#bits[0]!))
  }
}
