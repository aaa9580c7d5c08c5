/**
 * Collects rows between two frames: growing columns per series, handed out as copies and emptied.
 *
 * Which rows come is decided by the diagnostics; how they fall into frames changes nothing about them.
 */
import type { SeriesKey, SeriesRows } from '../contract/series'
import type { SeriesSink } from '../diagnostics/diagnostic'

const firstCapacity = 64

class Column implements SeriesSink {
  readonly key: SeriesKey
  readonly #recorder: Recorder
  #steps = new Float64Array(firstCapacity)
  #values = new Float64Array(firstCapacity)
  #length = 0

  constructor(key: SeriesKey, recorder: Recorder) {
    this.key = key
    this.#recorder = recorder
  }

  push(step: number, value: number): void {
    if (this.#length === this.#steps.length) this.#grow()
    this.#steps[this.#length] = step
    this.#values[this.#length] = value
    this.#length++
    this.#recorder.rowCount++
  }

  take(): SeriesRows | undefined {
    if (this.#length === 0) return undefined
    const rows = {
      key: this.key,
      steps: this.#steps.slice(0, this.#length),
      values: this.#values.slice(0, this.#length),
    }
    this.#length = 0
    return rows
  }

  #grow(): void {
    const steps = new Float64Array(this.#steps.length * 2)
    const values = new Float64Array(this.#steps.length * 2)
    steps.set(this.#steps)
    values.set(this.#values)
    this.#steps = steps
    this.#values = values
  }
}

export class Recorder {
  readonly #columns: Column[] = []
  /** Rows since the last `take`, over all series. */
  rowCount = 0

  series(key: SeriesKey): SeriesSink {
    const column = new Column(key, this)
    this.#columns.push(column)
    return column
  }

  /** Everything recorded since the last call, series without rows left out. */
  take(): SeriesRows[] {
    this.rowCount = 0
    return this.#columns.flatMap((column) => column.take() ?? [])
  }
}
