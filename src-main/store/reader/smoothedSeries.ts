/**
 * A smoothed column, kept in the reader so that a longer series is smoothed from where it ended, not from its start.
 *
 * Kept are the state of the smoothing at every 1,024th row and blocks of 8, 64, 512 … smoothed rows (smallest, largest, last, and
 * how many are not finite); single rows are smoothed again from the state before them. That is 4.6 bytes a row.
 *
 * Invariant: a window of it is the window of the column smoothed as a whole, bit for bit.
 */
import { Smoother, type SmoothingState } from '../../analysis/smooth'
import type { ReadableDb } from '../labDatabase'
import { blocksOfValues, levelFactor } from '../series/blocks'
import { chunkRows } from '../series/rowsCoding'
import type { StoredSeries } from '../series/seriesTable'
import { readRows } from '../series/strand'
import { type BlockPart, type BlockSource, type DrawnColumn, drawn } from './walkBlocks'

/** Rows that are smoothed at a time while it grows. */
const rowsAtOnce = 64 * chunkRows

export class SmoothedSeries implements BlockSource {
  readonly #db: ReadableDb
  readonly #place: number
  readonly #weight: number
  /** State before row 1,024·i. */
  readonly #states: SmoothingState[] = [new Smoother(0).state]
  /** Blocks of level L at index L − 1. */
  readonly #levels: BlockStore[] = []
  #series: StoredSeries
  /** Rows in whole chunks that are smoothed. */
  #smoothed = 0

  /** @param place - of the column in a row of the series */
  constructor(db: ReadableDb, series: StoredSeries, place: number, weight: number) {
    this.#db = db
    this.#series = series
    this.#place = place
    this.#weight = weight
    this.grow(series)
  }

  get rowCount(): number {
    return this.#series.rowCount
  }

  get sizeBytes(): number {
    return this.#levels.reduce((total, level) => total + level.sizeBytes, this.#states.length * 16)
  }

  /** @param series - the same one, as long as before or longer */
  grow(series: StoredSeries): void {
    this.#series = series
    const whole = series.rowCount - (series.rowCount % chunkRows)
    while (this.#smoothed < whole) {
      const end = Math.min(whole, this.#smoothed + rowsAtOnce)
      const { steps, columns } = readRows(this.#db, { series, level: 0 }, this.#smoothed, end, [this.#place])
      const smoother = new Smoother(this.#weight, this.#states.at(-1))
      const values = new Float64Array(steps.length)
      for (let row = 0; row < steps.length; row += chunkRows) {
        values.set(smoother.next(columns[0]!.subarray(row, row + chunkRows)), row)
        this.#states.push(smoother.state)
      }
      this.#growLevels(steps, values)
      this.#smoothed = end
    }
  }

  blockCount(level: number): number {
    return level === 0 ? this.rowCount : Math.floor(this.#smoothed / levelFactor ** level)
  }

  read(level: number, first: number, end: number): BlockPart {
    const size = levelFactor ** level
    if (level > 0) return { ...this.#levels[level - 1]!.slice(first, end), firstRow: first * size, size }
    const { steps, values } = this.rows(first, end)
    return { steps, columns: values.map(blocksOfValues), firstRow: first, size }
  }

  rows(from: number, end: number): { readonly steps: Float64Array; readonly values: readonly Float64Array[] } {
    const chunk = Math.floor(from / chunkRows)
    const start = chunk * chunkRows
    const { steps, columns } = readRows(this.#db, { series: this.#series, level: 0 }, start, end, [this.#place])
    const values = new Smoother(this.#weight, this.#states[chunk]).next(columns[0]!)
    return { steps: steps.slice(from - start), values: [values.slice(from - start)] }
  }

  #growLevels(steps: Float64Array, values: Float64Array): void {
    let finer: Blocks = { steps, ...blocksOfValues(values) }
    for (let level = 1; ; level++) {
      const store = this.#levels[level - 1] ?? new BlockStore()
      this.#levels[level - 1] = store
      const added = store.append(finer)
      if (added === null) return
      finer = added
    }
  }
}

type Blocks = DrawnColumn & { readonly steps: Float64Array }
const stored = ['steps', ...drawn] as const

/** One level: growing columns of whole blocks, and up to seven finer ones that wait for the next whole block. */
class BlockStore {
  #columns = columnsOf(() => new Float64Array(64))
  #length = 0
  #waiting = columnsOf(() => new Float64Array(0))

  get sizeBytes(): number {
    return this.#columns.steps.byteLength * stored.length
  }

  /** @param finer - blocks of the level below; @returns the blocks that became whole, null when none did */
  append(finer: Blocks): Blocks | null {
    const all = columnsOf((name) => joined(this.#waiting[name], finer[name]))
    const count = Math.floor(all.steps.length / levelFactor)
    this.#waiting = columnsOf((name) => all[name].slice(count * levelFactor))
    if (count === 0) return null
    this.#makeRoom(count)
    for (let block = 0; block < count; block++) this.#combine(all, block * levelFactor)
    return columnsOf((name) => this.#columns[name].subarray(this.#length - count, this.#length))
  }

  slice(first: number, end: number): { readonly steps: Float64Array; readonly columns: readonly [DrawnColumn] } {
    const part = columnsOf((name) => this.#columns[name].subarray(first, end))
    return { steps: part.steps, columns: [part] }
  }

  #combine(finer: Blocks, first: number): void {
    let [low, high, last, notFinite] = [Number.NaN, Number.NaN, Number.NaN, 0]
    for (let index = first; index < first + levelFactor; index++) {
      notFinite += finer.notFinite[index]!
      if (Number.isNaN(finer.last[index]!)) continue
      last = finer.last[index]!
      if (!(low <= finer.low[index]!)) low = finer.low[index]!
      if (!(high >= finer.high[index]!)) high = finer.high[index]!
    }
    const at = this.#length++
    this.#columns.steps[at] = finer.steps[first + levelFactor - 1]!
    this.#columns.low[at] = low
    this.#columns.high[at] = high
    this.#columns.last[at] = last
    this.#columns.notFinite[at] = notFinite
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count
    const capacity = this.#columns.steps.length
    if (needed <= capacity) return
    const grown = Math.max(needed, 2 * capacity)
    this.#columns = columnsOf((name) => {
      const column = new Float64Array(grown)
      column.set(this.#columns[name].subarray(0, this.#length))
      return column
    })
  }
}

function columnsOf(
  column: (name: (typeof stored)[number]) => Float64Array,
): Record<(typeof stored)[number], Float64Array> {
  return {
    steps: column('steps'),
    low: column('low'),
    high: column('high'),
    last: column('last'),
    notFinite: column('notFinite'),
  }
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  if (first.length === 0) return second
  const both = new Float64Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
