/**
 * Exact quantiles of an array without sorting it, by radix selection on the bits of the numbers.
 *
 *   q-quantile of n numbers: h = (n − 1)·q, i = ⌊h⌋, between the sorted x_i and x_{i+1} at share h − i
 *
 * Variant: linear interpolation, NumPy's default, with NumPy's order of operations; −0 stands before +0.
 * Method: the bits of a float, sign flipped, order like an unsigned integer. In float64 each of six passes looks at eleven
 * of them, counts the numbers that can still be an asked-for one, and narrows each rank down to one digit; for float32 see
 * `float32Selection`. Arrays short enough for a sort to be faster are sorted in a copy; the numbers are the same. No array
 * is copied whole after the first call for a length. Assumes the byte order of every machine Node runs on: least
 * significant first.
 */
import { allocateReals, type Reals } from '../engine/precision'
import { Float32Selection } from './float32Selection'

const digitBits = 11
const digits = 1 << digitBits
const dropped = 255
/** Below about this a sort of a copy beats the passes and their tables (measured). */
const longestSorted = 1024

export class Quantiles {
  readonly #shares: readonly number[]
  readonly #groupOf: Uint8Array
  readonly #counts: Uint32Array
  readonly #nextGroup: Uint8Array
  readonly #ranks: Float64Array
  readonly #rankGroups: Uint8Array
  readonly #keyHigh: Uint32Array
  readonly #keyLow: Uint32Array
  readonly #sorted = { float32: new Map<number, Reals>(), float64: new Map<number, Reals>() }
  readonly #float64 = new Float64Array(1)
  readonly #words = new Uint32Array(this.#float64.buffer)
  /** The ranks from the lowest share to the highest, and the number of each. */
  readonly #order: readonly number[]
  readonly #numbers: Float64Array
  readonly #longest: number
  #float32: Float32Selection | undefined
  /** The quantiles of the last call, in the order of the shares. */
  readonly values: Float64Array

  /**
   * @param shares - each in [0, 1], at most 100
   * @param longest - the longest array that will be measured
   */
  constructor(shares: readonly number[], longest: number) {
    for (const share of shares) {
      if (!(share >= 0 && share <= 1)) throw new RangeError(`share = ${share}, must be in [0, 1]`)
    }
    if (shares.length > 100) throw new RangeError(`shares = ${shares.length}, must be at most 100`)
    const ranks = shares.length * 2
    this.#shares = shares
    this.#groupOf = new Uint8Array(longest)
    this.#counts = new Uint32Array(ranks * digits)
    this.#nextGroup = new Uint8Array(ranks * digits)
    this.#ranks = new Float64Array(ranks)
    this.#rankGroups = new Uint8Array(ranks)
    this.#keyHigh = new Uint32Array(ranks)
    this.#keyLow = new Uint32Array(ranks)
    this.#order = shares.flatMap((_, index) => [2 * index, 2 * index + 1]).sort((a, b) => order(shares, a, b))
    this.#numbers = new Float64Array(ranks)
    this.#longest = longest
    this.values = new Float64Array(shares.length)
  }

  /** Overwrites `values`; all NaN if the array is empty or holds a NaN. @throws RangeError if it is too long */
  measure(array: Reals): void {
    if (array.length > this.#groupOf.length) {
      throw new RangeError(`array.length = ${array.length}, must be at most ${this.#groupOf.length}`)
    }
    if (array.length === 0 || holdsNaN(array)) {
      this.values.fill(Number.NaN)
      return
    }
    const sorted = array.length <= longestSorted ? this.#sort(array) : null
    if (sorted === null) {
      this.#setRanks(array.length)
      if (array instanceof Float32Array) {
        this.#float32 ??= new Float32Selection(this.#ranks.length, this.#longest)
        this.#float32.select(array, this.#ranks, this.#order, this.#numbers)
      } else this.#select(array)
    }
    for (let index = 0; index < this.#shares.length; index++) {
      const position = (array.length - 1) * this.#shares[index]!
      const below = Math.floor(position)
      const above = Math.min(below + 1, array.length - 1)
      const a = sorted === null ? this.#numbers[2 * index]! : sorted[below]!
      const b = sorted === null ? this.#numbers[2 * index + 1]! : sorted[above]!
      this.values[index] = interpolate(a, b, position - below)
    }
  }

  #sort(array: Reals): Reals {
    const precision = array instanceof Float32Array ? 'float32' : 'float64'
    let copy = this.#sorted[precision].get(array.length)
    if (copy === undefined) {
      copy = allocateReals(precision, array.length)
      this.#sorted[precision].set(array.length, copy)
    }
    copy.set(array)
    return copy.sort()
  }

  #setRanks(length: number): void {
    for (let index = 0; index < this.#shares.length; index++) {
      const below = Math.floor((length - 1) * this.#shares[index]!)
      this.#ranks[2 * index] = below
      this.#ranks[2 * index + 1] = Math.min(below + 1, length - 1)
    }
  }

  /** Finds the number of every rank, by its key. */
  #select(array: Float64Array): void {
    const words = new Uint32Array(array.buffer, array.byteOffset, array.length * 2)
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
        groups = this.#narrow(keys, shift, groups)
        this.#regroup(words, word, array.length, shift, bits)
      }
    }
    for (let rank = 0; rank < this.#numbers.length; rank++) this.#numbers[rank] = this.#numberOf(rank)
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
  #narrow(keys: Uint32Array, shift: number, groups: number): number {
    this.#nextGroup.fill(dropped, 0, groups * digits)
    let next = 0
    for (let rank = 0; rank < this.#ranks.length; rank++) {
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

/** By share, and at one share the lower neighbour first. */
function order(shares: readonly number[], a: number, b: number): number {
  return shares[a >> 1]! - shares[b >> 1]! || a - b
}

/** Shift and width of the digits of one 32-bit word, from the most significant. */
const digitsOfWord: readonly (readonly [shift: number, bits: number])[] = [
  [21, 11],
  [10, 11],
  [0, 10],
]

function holdsNaN(array: Reals): boolean {
  for (let i = 0; i < array.length; i++) if (Number.isNaN(array[i]!)) return true
  return false
}

function interpolate(a: number, b: number, share: number): number {
  if (a === b || share === 0) return a
  const distance = b - a
  // An infinity at one end stays one; the form below would make it ∞ − ∞.
  if (distance === Infinity) return a * (1 - share) + b * share
  return share >= 0.5 ? b - distance * (1 - share) : a + distance * share
}
