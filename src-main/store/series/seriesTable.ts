/**
 * The series of a run: what each is of, how a row of it looks, and how far it reaches.
 *
 *   checksum = CRC-32 of the JSON of ["series", id, run_id, diagnostic, parameter, shape, row_count, last_step]
 *
 * Invariant: `runs.series_count` says how many a run has, so that one which a damaged page has lost is missed.
 */
import { crc32 } from 'node:zlib'
import { InvariantError } from '../../contract/assertNever'
import { type RunId, runIdSchema } from '../../contract/identifiers'
import {
  type RecordedSeries,
  type SeriesKey,
  type SeriesShape,
  seriesKeyText,
  seriesShapeSchema,
} from '../../contract/series'
import { prepared, type ReadableDb, type WritableDb } from '../labDatabase'
import { damaged } from '../seals'

/** A series as the file has it. */
export interface StoredSeries extends RecordedSeries {
  readonly id: number
  readonly run: RunId
  /** The shape as the file has it. */
  readonly shapeText: string
  readonly rowCount: number
  /** Of its last row; without meaning while there is none. */
  readonly lastStep: number
}

interface SeriesRow {
  readonly id: number
  readonly run_id: number
  readonly diagnostic: string
  readonly parameter: string
  readonly shape: string
  readonly row_count: number
  readonly last_step: number
  readonly checksum: number
}

const columns = 'id, run_id, diagnostic, parameter, shape, row_count, last_step, checksum'
const selectOne = `SELECT ${columns} FROM series WHERE run_id = ? AND diagnostic = ? AND parameter = ?`
const selectAll = `SELECT ${columns} FROM series WHERE run_id = ? ORDER BY id`
const countOfRun = 'SELECT series_count FROM runs WHERE id = ?'
const insertOne = `
  INSERT INTO series (run_id, diagnostic, parameter, shape, row_count, last_step, checksum)
  VALUES (?, ?, ?, ?, 0, 0, 0) RETURNING id`
const updateOne = 'UPDATE series SET row_count = ?, last_step = ?, checksum = ? WHERE id = ?'
const removeOne = 'DELETE FROM series WHERE id = ?'

/**
 * Every series of a run, in the order they were first recorded.
 *
 * @throws LabFailure `damaged` when one is not what was stored, or is missing.
 */
export function readStoredSeries(db: ReadableDb, run: RunId): StoredSeries[] {
  const rows = prepared<SeriesRow>(db, selectAll).all(run)
  const count = prepared<{ series_count: number }>(db, countOfRun).get(run)?.series_count ?? 0
  const found = rows.map((row) => storedSeries(db, row))
  if (rows.length !== count) {
    const what = `${count === 1 ? 'its series is' : `of its ${count} series ${rows.length} are`} found`
    throw damaged(db, { run, what })
  }
  return found
}

/**
 * @returns undefined when the run has no such series
 * @throws LabFailure `damaged` likewise
 */
export function findSeries(db: ReadableDb, run: RunId, { diagnostic, parameter }: SeriesKey): StoredSeries | undefined {
  const row = prepared<SeriesRow>(db, selectOne).get(run, diagnostic, parameter)
  if (row !== undefined) return storedSeries(db, row)
  // An index that a damaged page has changed finds nothing: the list shows whether anything is missing.
  return readStoredSeries(db, run).find(({ key }) => key.diagnostic === diagnostic && key.parameter === parameter)
}

function storedSeries(db: ReadableDb, row: SeriesRow): StoredSeries {
  const { id, run_id, diagnostic, parameter, shape, row_count, last_step } = row
  const key = { diagnostic, parameter }
  const run = runIdSchema.parse(run_id)
  if (checksumOf(row) !== row.checksum) {
    throw damaged(db, { run, what: `the record of ${seriesKeyText(key)} is not what was stored` })
  }
  return { id, run, key, shape: parsedShape(shape), shapeText: shape, rowCount: row_count, lastStep: last_step }
}

const shapes = new Map<string, SeriesShape>()

/** Few shapes stand in thousands of rows: each text is parsed once. */
function parsedShape(text: string): SeriesShape {
  let shape = shapes.get(text)
  if (shape === undefined) {
    shape = seriesShapeSchema.parse(JSON.parse(text))
    shapes.set(text, shape)
  }
  return shape
}

/** The series that a frame has rows of; one that the run does not have yet is begun. */
export function openSeries(db: WritableDb, run: RunId, { key, shape }: RecordedSeries): StoredSeries {
  const row = prepared<SeriesRow>(db, selectOne).get(run, key.diagnostic, key.parameter)
  if (row !== undefined) {
    const known = storedSeries(db, row)
    if (isSameShape(known.shape, shape)) return known
    throw new InvariantError(`${seriesKeyText(key)} has another shape than the rows it has already`)
  }
  const shapeText = JSON.stringify(shape)
  const inserted = prepared<{ id: number }>(db, insertOne).get(run, key.diagnostic, key.parameter, shapeText)
  if (inserted === undefined)
    throw new InvariantError(`series ${seriesKeyText(key)} is missing right after its insertion`)
  return { id: inserted.id, run, key, shape, shapeText, rowCount: 0, lastStep: 0 }
}

function isSameShape(one: SeriesShape, other: SeriesShape): boolean {
  const parts = (shape: SeriesShape): readonly (string | number)[] =>
    'columns' in shape ? shape.columns : shape.histogram
  if ('columns' in one !== 'columns' in other) return false
  const [own, others] = [parts(one), parts(other)]
  return own.length === others.length && own.every((part, index) => part === others[index])
}

/** Keeps how far a series reaches now. */
export function keepLength(db: WritableDb, series: StoredSeries, rowCount: number, lastStep: number): void {
  const { id, run, key, shapeText } = series
  const row = { id, run_id: run, ...key, shape: shapeText, row_count: rowCount, last_step: lastStep }
  prepared(db, updateOne).run(rowCount, lastStep, checksumOf(row), id)
}

/** With all its rows. */
export function removeSeries(db: WritableDb, { id }: StoredSeries): void {
  prepared(db, removeOne).run(id)
}

function checksumOf({ id, run_id, diagnostic, parameter, shape, row_count, last_step }: Omit<SeriesRow, 'checksum'>) {
  return crc32(JSON.stringify(['series', id, run_id, diagnostic, parameter, shape, row_count, last_step]))
}
