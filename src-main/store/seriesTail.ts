/**
 * The growing end of a series: its open chunk, kept in memory between frames and rewritten with each.
 *
 * Invariant: a tail is what the file holds. One that took part in a transaction which failed is thrown away, and read
 * from the file again.
 */
import { InvariantError } from '../contract/assertNever'
import { type ColumnKey, columnKeyText } from '../contract/series'
import { chunkPoints } from './blockColumns'
import { decodeFloat64, encodeColumn } from './columnCodec'
import { growLevels, type OpenLevels } from './growLevels'
import { prepared, type WritableDb } from './labDatabase'

export interface SeriesTail {
  readonly series: number
  chunkIndex: number
  /** Points in the open chunk. */
  count: number
  lastStep: number
  readonly steps: Float64Array
  readonly values: Float64Array
  readonly levels: OpenLevels
}

const insertSeries = `
  INSERT INTO series (run_id, diagnostic, column_name, parameter) VALUES (?, ?, ?, ?)
  ON CONFLICT (run_id, diagnostic, column_name, parameter) DO UPDATE SET run_id = excluded.run_id
  RETURNING id`
const lastChunk = `
  SELECT chunk_index, last_step, point_count, step_column, value_column FROM chunks
  WHERE series_id = ? ORDER BY chunk_index DESC LIMIT 1`
const writeChunk = `
  INSERT INTO chunks (series_id, chunk_index, last_step, point_count, step_column, value_column)
  VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (series_id, chunk_index) DO UPDATE SET last_step = excluded.last_step,
    point_count = excluded.point_count, step_column = excluded.step_column, value_column = excluded.value_column`

interface StoredChunk {
  readonly chunk_index: number
  readonly last_step: number
  readonly point_count: number
  readonly step_column: Buffer
  readonly value_column: Buffer
}

/** The end of a series out of the file; a series the run does not have yet is begun. */
export function openTail(db: WritableDb, run: number, key: ColumnKey): SeriesTail {
  const row = prepared<{ id: number }>(db, insertSeries).get(run, key.diagnostic, key.column, key.parameter)
  if (row === undefined) throw new InvariantError(`series ${columnKeyText(key)} is missing right after its insertion`)
  const tail: SeriesTail = {
    series: row.id,
    chunkIndex: 0,
    count: 0,
    lastStep: Number.NEGATIVE_INFINITY,
    steps: new Float64Array(chunkPoints),
    values: new Float64Array(chunkPoints),
    levels: [],
  }
  const stored = prepared<StoredChunk>(db, lastChunk).get(row.id)
  if (stored === undefined) return tail
  tail.lastStep = stored.last_step
  if (stored.point_count === chunkPoints) tail.chunkIndex = stored.chunk_index + 1
  else {
    tail.chunkIndex = stored.chunk_index
    tail.count = stored.point_count
    tail.steps.set(decodeFloat64(stored.step_column))
    tail.values.set(decodeFloat64(stored.value_column))
  }
  return tail
}

/**
 * Adds points behind the last one, and writes every chunk they touch.
 *
 * @throws InvariantError when the columns differ in length, or the steps do not rise.
 */
export function appendPoints(db: WritableDb, tail: SeriesTail, steps: Float64Array, values: Float64Array): void {
  if (steps.length !== values.length) {
    throw new InvariantError(`values = ${values.length} long, must be ${steps.length}, as long as steps`)
  }
  let taken = 0
  while (taken < steps.length) {
    const end = Math.min(steps.length, taken + chunkPoints - tail.count)
    for (let index = taken; index < end; index++) {
      const step = steps[index]!
      if (!(step > tail.lastStep)) throw new InvariantError(`step = ${step}, must be above ${tail.lastStep}`)
      tail.lastStep = step
      tail.steps[tail.count] = step
      tail.values[tail.count] = values[index]!
      tail.count += 1
    }
    taken = end
    persist(db, tail)
  }
}

function persist(db: WritableDb, tail: SeriesTail): void {
  prepared(db, writeChunk).run(
    tail.series,
    tail.chunkIndex,
    tail.lastStep,
    tail.count,
    encodeColumn(tail.steps.subarray(0, tail.count)),
    encodeColumn(tail.values.subarray(0, tail.count)),
  )
  if (tail.count < chunkPoints) return
  growLevels(db, tail.series, tail.levels, tail.steps, tail.values)
  tail.chunkIndex += 1
  tail.count = 0
}
