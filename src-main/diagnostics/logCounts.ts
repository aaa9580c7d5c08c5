/**
 * Counts of numbers in the bins of a logarithmic axis, in one pass.
 *
 *   bin i takes eᵢ ≤ x < eᵢ₊₁        zeros, and negative and non-finite values, are counted apart
 *
 * A number is compared with the edges themselves; no logarithm is taken, so that the counts are the same everywhere.
 * Numbers below the first edge are in the first bin, numbers above the last edge in the last. −0 is a zero.
 *
 * How: the upper bits of a number, sign, exponent and three bits of the fraction, name a bin by a table, and at most one
 * edge lies above the first number with these bits. Long float32 arrays are counted by the cells of `measures`;
 * numbers in a cell with an edge are taken out and compared one by one.
 */
import { allCells, cellOf } from '../engine/measures/cellOf'
import type { Measures } from '../engine/measures/measures'
import type { Reals } from '../engine/precision'

/** Of the high word of a float64: three bits of the fraction are left, so that a cell is an eighth of an octave or less. */
const shift = 17
const highCells = 0x80000000 >>> shift
/** Up to this the tables of all cells are not worth it. */
const longestLooped = 2048

export class LogCounts {
  readonly #edges: Float64Array
  readonly #last: number
  readonly #measures: Measures
  /** Of each upper part of a positive float64: the bin of the first number that has it. */
  readonly #firstBins: Uint8Array
  readonly #scratch = new Float64Array(1)
  readonly #words = new Uint32Array(this.#scratch.buffer)
  readonly #cells: CellCounts | null
  /** Zeros, one count for each bin, and what is negative or not finite: of the last call. */
  readonly counts: Float64Array

  /**
   * @param edges - at most 250, of the range of float32, each at least 1.2 times the one before
   * @param longest - the longest array that will be counted
   * @param measures - those that reach the arrays
   */
  constructor(edges: readonly number[], longest: number, measures: Measures) {
    this.#edges = Float64Array.from(edges)
    this.#last = edges.length - 2
    this.#measures = measures
    this.counts = new Float64Array(edges.length + 1)
    this.#firstBins = Uint8Array.from({ length: highCells }, (_, cell) => {
      this.#words.set([0, cell << shift])
      return this.#binAbove(0, this.#scratch[0]!)
    })
    this.#cells = longest > longestLooped ? cellCounts(edges, longest, measures) : null
  }

  /** Overwrites `counts`. @param scale - what each number is multiplied by before it is looked at */
  count(array: Reals, scale: number): void {
    this.counts.fill(0)
    const cells = this.#cells
    if (cells !== null && scale === 1 && array.length > longestLooped && array instanceof Float32Array) {
      this.#countByCells(array, cells)
    } else this.#countOneByOne(array, scale)
  }

  #countOneByOne(array: Reals, scale: number): void {
    for (let index = 0; index < array.length; index++) this.#add(scale * array[index]!)
  }

  #add(value: number): void {
    const { counts } = this
    if (value === 0) counts[0]!++
    else if (value > 0 && value < Infinity) {
      this.#scratch[0] = value
      counts[1 + this.#binAbove(this.#firstBins[this.#words[1]! >>> shift]!, value)]!++
    } else counts[counts.length - 1]!++
  }

  /** The bin of a positive number, if it is this one or one above it. */
  #binAbove(bin: number, value: number): number {
    let found = bin
    while (found < this.#last && value >= this.#edges[found + 1]!) found++
    return found
  }

  #countByCells(array: Float32Array, { ofCells, mixed, groups, ends, taken, bins }: CellCounts): void {
    const { counts } = this
    ofCells.fill(0)
    this.#measures.countCells(array, ofCells, -firstPositive)
    let room = 0
    for (let group = 0; group < mixed.length; group++) {
      ends[group] = room
      room += ofCells[mixed[group]!.cell]!
    }
    this.#measures.takeCells(array, groups, -firstPositive, ends, taken)
    let start = 0
    for (let group = 0; group < mixed.length; group++) {
      const { key, below, above } = mixed[group]!
      const end = ends[group]!
      let reaching = 0
      for (let index = start; index < end; index++) if (taken[index]! >= key) reaching++
      counts[above]! += reaching
      counts[below]! += end - start - reaching
      start = end
    }
    let counted = room
    for (let cell = firstPositive; cell < firstInfinite; cell++) {
      const count = ofCells[cell]!
      if (count === 0 || groups[cell] !== 0) continue
      counts[bins[cell]!]! += count
      counted += count
    }
    counts[counts.length - 1]! += array.length - counted
  }
}

/** Cells lie from −8,192, so that this is the place of the one that +0 is in. */
const firstPositive = allCells / 2
const firstInfinite = firstPositive + cellOf(0x7f800000)

/** A cell whose numbers are counted in two places: those with keys below `key`, and all others. */
interface MixedCell {
  readonly cell: number
  readonly key: number
  readonly below: number
  readonly above: number
}

interface CellCounts {
  readonly ofCells: Int32Array
  readonly mixed: readonly MixedCell[]
  /** The group from 1 of each mixed cell, 0 for all others. */
  readonly groups: Uint8Array
  readonly ends: Int32Array
  readonly taken: Int32Array
  /** Where the numbers of each cell that is not mixed are counted. */
  readonly bins: Uint8Array
}

function cellCounts(edges: readonly number[], longest: number, measures: Measures): CellCounts {
  const keys = edges.map(keyFrom)
  const last = edges.length - 1
  const placeFrom = (edge: number): number => Math.min(Math.max(edge + 1, 1), last)
  const mixed: MixedCell[] = [
    // −0 and what is negative; +0 and what is next to it
    { cell: firstPositive - 1, key: -1, below: last + 1, above: 0 },
    { cell: firstPositive, key: 1, below: 0, above: 1 },
    ...keys.map((key, edge) => {
      return { cell: firstPositive + cellOf(key), key, below: placeFrom(edge - 1), above: placeFrom(edge) }
    }),
  ]
  const groups = measures.bytes(allCells)
  mixed.forEach(({ cell }, group) => {
    if (groups[cell] !== 0)
      throw new RangeError(`edges = ${edges.join(', ')}, must lie 1.1 apart in the range of float32`)
    groups[cell] = group + 1
  })
  const bins = Uint8Array.from({ length: allCells }, (_, cell) => {
    return placeFrom(keys.filter((key) => firstPositive + cellOf(key) < cell).length - 1)
  })
  const ends = measures.words(mixed.length)
  return { ofCells: measures.words(allCells), mixed, groups, ends, taken: measures.words(longest), bins }
}

/** Of the smallest float32 that is not below a positive number: the key of a positive one is its bits. */
function keyFrom(value: number): number {
  const rounded = Float32Array.of(value)
  const [bits = 0] = new Int32Array(rounded.buffer)
  return rounded[0]! < value ? bits + 1 : bits
}
