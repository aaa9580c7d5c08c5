/**
 * Collects rows between two frames: growing columns per series, handed out as copies and emptied.
 *
 * Which rows come is decided by the diagnostics; how they fall into frames changes nothing about them.
 */
import { InvariantError } from '../contract/assertNever'
import { type RecordedSeries, type SeriesRows, seriesKeyText, widthOf } from '../contract/series'
import type { RowSink } from '../diagnostics/diagnostic'

const firstCapacity = 64

class Rows implements RowSink {
  readonly #series: RecordedSeries
  readonly #recorder: Recorder
  #steps = new Float64Array(firstCapacity)
  readonly #columns: Float64Array[]
  #length = 0

  constructor(series: RecordedSeries, recorder: Recorder) {
    this.#series = series
    this.#recorder = recorder
    this.#columns = Array.from({ length: widthOf(series.shape) }, () => new Float64Array(firstCapacity))
  }

  push(step: number, row: ArrayLike<number>): void {
    const columns = this.#columns
    if (row.length !== columns.length) {
      const { key } = this.#series
      throw new InvariantError(`a row of ${seriesKeyText(key)} has ${row.length} numbers, must be ${columns.length}`)
    }
    if (this.#length === this.#steps.length) this.#grow()
    this.#steps[this.#length] = step
    for (let index = 0; index < columns.length; index++) columns[index]![this.#length] = row[index]!
    this.#length++
    this.#recorder.valueCount += columns.length
  }

  take(): SeriesRows | undefined {
    const length = this.#length
    if (length === 0) return undefined
    const values = new Float64Array(length * this.#columns.length)
    this.#columns.forEach((column, index) => {
      values.set(column.subarray(0, length), index * length)
    })
    this.#length = 0
    return { ...this.#series, steps: this.#steps.slice(0, length), values }
  }

  #grow(): void {
    this.#steps = twiceAsLong(this.#steps)
    this.#columns.forEach((column, index) => {
      this.#columns[index] = twiceAsLong(column)
    })
  }
}

export class Recorder {
  readonly #series: Rows[] = []
  /** Numbers since the last `take`, steps not counted, over all series. */
  valueCount = 0

  series(series: RecordedSeries): RowSink {
    const rows = new Rows(series, this)
    this.#series.push(rows)
    return rows
  }

  /** Everything recorded since the last call, series without rows left out. */
  take(): SeriesRows[] {
    this.valueCount = 0
    return this.#series.flatMap((rows) => rows.take() ?? [])
  }
}

function twiceAsLong(column: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(column.length * 2)
  longer.set(column)
  return longer
}
