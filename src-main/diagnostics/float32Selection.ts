/**
 * Numbers of given ranks in a long float32 array, in two passes over it.
 *
 * The bits of a float, sign flipped (all bits of a negative one), order like an unsigned integer. The first pass counts
 * the upper 16 bits of all numbers; the second takes out the numbers of the few cells that hold an asked-for rank. A short
 * cell is sorted; a long one is counted once more by its lower 16 bits, which is all its numbers can differ in. −0 stands
 * before +0, and no number may be NaN.
 */
import { allocateReals, type Reals } from '../engine/precision'

const cells = 65_536
/** Below this a sort beats a table of 65,536 counts. */
const longestSorted = 4096

export class Float32Selection {
  readonly #counts = new Uint32Array(cells)
  readonly #groupOf = new Uint8Array(cells)
  readonly #taken: Reals
  readonly #words: Uint32Array
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array
  readonly #groupCells: Uint32Array
  readonly #groups: Uint8Array
  readonly #within: Float64Array
  readonly #bits = new Uint32Array(1)
  readonly #number = new Float32Array(this.#bits.buffer)

  /** @param most ranks asked for at once, at most 200; `longest` array */
  constructor(most: number, longest: number) {
    this.#taken = allocateReals('float32', longest)
    this.#words = new Uint32Array(this.#taken.buffer)
    this.#starts = new Uint32Array(most)
    this.#ends = new Uint32Array(most)
    this.#groupCells = new Uint32Array(most)
    this.#groups = new Uint8Array(most)
    this.#within = new Float64Array(most)
  }

  /** Overwrites `numbers` by the numbers of `ranks` (from 0), which rise in the order that `order` gives. */
  select(array: Float32Array, ranks: Float64Array, order: readonly number[], numbers: Float64Array): void {
    const words = new Uint32Array(array.buffer, array.byteOffset, array.length)
    this.#count(words)
    const groups = this.#locate(ranks, order)
    this.#take(words, array)
    for (let group = 0; group < groups; group++) this.#answer(group, numbers, ranks.length)
    for (let group = 0; group < groups; group++) this.#groupOf[this.#groupCells[group]!] = 0
  }

  #count(words: Uint32Array): void {
    const counts = this.#counts
    counts.fill(0)
    for (let i = 0; i < words.length; i++) counts[keyOf(words[i]!) >>> 16]!++
  }

  /** Which cell holds each rank, and its rank within; gives every such cell a group and room in `taken`. */
  #locate(ranks: Float64Array, order: readonly number[]): number {
    let cell = 0
    let before = 0
    let room = 0
    let groups = 0
    for (const rank of order) {
      while (ranks[rank]! >= before + this.#counts[cell]!) before += this.#counts[cell++]!
      if (this.#groupOf[cell] === 0) {
        this.#groupCells[groups] = cell
        this.#starts[groups] = room
        this.#ends[groups] = room
        room += this.#counts[cell]!
        this.#groupOf[cell] = ++groups
      }
      this.#groups[rank] = this.#groupOf[cell]! - 1
      this.#within[rank] = ranks[rank]! - before
    }
    return groups
  }

  #take(words: Uint32Array, array: Float32Array): void {
    const groupOf = this.#groupOf
    const ends = this.#ends
    const taken = this.#taken
    for (let i = 0; i < words.length; i++) {
      const group = groupOf[keyOf(words[i]!) >>> 16]!
      if (group !== 0) taken[ends[group - 1]!++] = array[i]!
    }
  }

  #answer(group: number, numbers: Float64Array, rankCount: number): void {
    const start = this.#starts[group]!
    const end = this.#ends[group]!
    const isShort = end - start <= longestSorted
    if (isShort) this.#taken.subarray(start, end).sort()
    else this.#countLower(start, end)
    for (let rank = 0; rank < rankCount; rank++) {
      if (this.#groups[rank] !== group) continue
      const within = this.#within[rank]!
      numbers[rank] = isShort ? this.#taken[start + within]! : this.#numberAt(group, within)
    }
  }

  #countLower(start: number, end: number): void {
    this.#counts.fill(0)
    for (let i = start; i < end; i++) this.#counts[keyOf(this.#words[i]!) & 0xffff]!++
  }

  /** The number of a rank within a cell whose lower bits are counted. */
  #numberAt(group: number, within: number): number {
    let lower = 0
    let before = 0
    while (within >= before + this.#counts[lower]!) before += this.#counts[lower++]!
    const key = ((this.#groupCells[group]! << 16) | lower) >>> 0
    this.#bits[0] = key >>> 31 === 0 ? ~key : key ^ 0x80000000
    return this.#number[0]!
  }
}

/** Orders as the number does. */
function keyOf(word: number): number {
  return (word ^ ((word >> 31) | 0x80000000)) >>> 0
}
