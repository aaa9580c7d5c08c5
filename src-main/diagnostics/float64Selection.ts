/**
 * Numbers of given ranks in a float64 array, by radix selection on their bits.
 *
 * The bits of a float, sign flipped (all bits of a negative one), order like an unsigned integer. Each of six passes looks
 * at eleven of them, counts the numbers that can still be an asked-for one, and narrows each rank down to one digit.
 * Arrays short enough for a sort to be faster are sorted in a copy; the numbers are the same. −0 stands before +0, and no
 * number may be NaN. Assumes the byte order of every machine Node runs on: least significant first.
 */
const digitBits = 11
const digits = 1 << digitBits
const dropped = 255
/** Below about this a sort of a copy beats the passes and their tables (measured). */
const longestSorted = 1024

export class Float64Selection {
  readonly #groupOf: Uint8Array
  readonly #counts: Uint32Array
  readonly #nextGroup: Uint8Array
  readonly #ranks: Float64Array
  readonly #rankGroups: Uint8Array
  readonly #keyHigh: Uint32Array
  readonly #keyLow: Uint32Array
  /** Copies to sort, by their length. */
  readonly #copies = new Map<number, Float64Array>()
  readonly #float64 = new Float64Array(1)
  readonly #words = new Uint32Array(this.#float64.buffer)
  readonly #numbers: Float64Array

  /** @param most - ranks asked for at once, at most 200; `longest` array */
  constructor(most: number, longest: number) {
    const isEverLong = longest > longestSorted
    this.#groupOf = new Uint8Array(isEverLong ? longest : 0)
    this.#counts = new Uint32Array(isEverLong ? most * digits : 0)
    this.#nextGroup = new Uint8Array(isEverLong ? most * digits : 0)
    this.#ranks = new Float64Array(most)
    this.#rankGroups = new Uint8Array(most)
    this.#keyHigh = new Uint32Array(most)
    this.#keyLow = new Uint32Array(most)
    this.#numbers = new Float64Array(most)
  }

  /** The numbers of `ranks` (from 0); shared, good until the next call. */
  select(array: Float64Array, ranks: Int32Array): Float64Array {
    if (array.length <= longestSorted) this.#selectBySorting(array, ranks)
    else this.#selectByDigits(array, ranks)
    return this.#numbers
  }

  #selectBySorting(array: Float64Array, ranks: Int32Array): void {
    let copy = this.#copies.get(array.length)
    if (copy === undefined) {
      copy = new Float64Array(array.length)
      this.#copies.set(array.length, copy)
    }
    copy.set(array)
    copy.sort()
    for (let rank = 0; rank < ranks.length; rank++) this.#numbers[rank] = copy[ranks[rank]!]!
  }

  /** Finds the number of every rank, by its key. */
  #selectByDigits(array: Float64Array, ranks: Int32Array): void {
    const words = new Uint32Array(array.buffer, array.byteOffset, array.length * 2)
    for (let rank = 0; rank < ranks.length; rank++) this.#ranks[rank] = ranks[rank]!
    this.#groupOf.fill(0, 0, array.length)
    this.#rankGroups.fill(0)
    this.#keyHigh.fill(0)
    this.#keyLow.fill(0)
    let groups = 1
    for (let word = 1; word >= 0; word--) {
      const keys = word === 1 ? this.#keyHigh : this.#keyLow
      for (const [shift, bits] of digitsOfWord) {
        this.#counts.fill(0, 0, groups * digits)
        this.#count(words, word, array.length, shift, bits)
        groups = this.#narrow(keys, ranks.length, shift, groups)
        this.#regroup(words, word, array.length, shift, bits)
      }
    }
    for (let rank = 0; rank < ranks.length; rank++) this.#numbers[rank] = this.#numberOf(rank)
  }

  #count(words: Uint32Array, word: number, length: number, shift: number, bits: number): void {
    const mask = (1 << bits) - 1
    const groupOf = this.#groupOf
    const counts = this.#counts
    for (let i = 0; i < length; i++) {
      const group = groupOf[i]!
      if (group === dropped) continue
      const sign = (words[2 * i + 1]! | 0) >> 31
      const key = word === 1 ? words[2 * i + 1]! ^ (sign | 0x80000000) : words[2 * i]! ^ sign
      counts[group * digits + ((key >>> shift) & mask)]!++
    }
  }

  /** Puts every rank into one digit of its group; ranks that share a digit share the next group. */
  #narrow(keys: Uint32Array, rankCount: number, shift: number, groups: number): number {
    this.#nextGroup.fill(dropped, 0, groups * digits)
    let next = 0
    for (let rank = 0; rank < rankCount; rank++) {
      let cell = this.#rankGroups[rank]! * digits
      const start = cell
      let left = this.#ranks[rank]!
      while (left >= this.#counts[cell]!) {
        left -= this.#counts[cell]!
        cell++
      }
      if (this.#nextGroup[cell] === dropped) this.#nextGroup[cell] = next++
      this.#ranks[rank] = left
      this.#rankGroups[rank] = this.#nextGroup[cell]!
      keys[rank] = keys[rank]! | ((cell - start) << shift)
    }
    return next
  }

  #regroup(words: Uint32Array, word: number, length: number, shift: number, bits: number): void {
    const mask = (1 << bits) - 1
    const groupOf = this.#groupOf
    const nextGroup = this.#nextGroup
    for (let i = 0; i < length; i++) {
      const group = groupOf[i]!
      if (group === dropped) continue
      const sign = (words[2 * i + 1]! | 0) >> 31
      const key = word === 1 ? words[2 * i + 1]! ^ (sign | 0x80000000) : words[2 * i]! ^ sign
      groupOf[i] = nextGroup[group * digits + ((key >>> shift) & mask)]!
    }
  }

  /** The number behind the key of a rank. */
  #numberOf(rank: number): number {
    const high = this.#keyHigh[rank]!
    const isNegative = high >>> 31 === 0
    this.#words[1] = isNegative ? ~high : high ^ 0x80000000
    this.#words[0] = isNegative ? ~this.#keyLow[rank]! : this.#keyLow[rank]!
    return this.#float64[0]!
  }
}

/** Shift and width of the digits of one 32-bit word, from the most significant. */
const digitsOfWord: readonly (readonly [shift: number, bits: number])[] = [
  [21, 11],
  [10, 11],
  [0, 10],
]
