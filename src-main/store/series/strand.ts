/**
 * A strand is the rows of one series, or the blocks of one of its levels: `chunks` (or `levels`) of 1,024 rows, and behind them
 * the open rows as `tails`, one piece for each frame, until there are 1,024 of them or the run ends. Then they become one piece.
 *
 * Invariant: pieces follow each other without a gap; a chunk with fewer than 1,024 rows is the last one of its strand.
 */
import { seriesKeyText, widthOf } from '../../contract/series'
import { prepared, type ReadableDb, type WritableDb } from '../labDatabase'
import { damaged } from '../seals'
import { blockWidth } from './blocks'
import {
  chunkRows,
  decodeColumns,
  decodeSteps,
  encodePiece,
  isIntact,
  joinedRows,
  type PiecePlace,
  type Rows,
  type StoredPiece,
  slicedRows,
} from './rowsCoding'
import type { StoredSeries } from './seriesTable'

const columns = 'count, first_step, last_step, checksum, steps, payload'
const insertChunk = `INSERT OR REPLACE INTO chunks (series_id, chunk_index, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const insertLevel = `
  INSERT OR REPLACE INTO levels (series_id, level, row_index, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
const insertTail = `INSERT INTO tails (series_id, level, first_row, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
const readChunks = `SELECT chunk_index AS place, ${columns} FROM chunks
  WHERE series_id = ? AND chunk_index BETWEEN ? AND ? ORDER BY chunk_index`
const readLevels = `SELECT row_index AS place, ${columns} FROM levels
  WHERE series_id = ? AND level = ? AND row_index BETWEEN ? AND ? ORDER BY row_index`
/** From the piece that holds the first row wanted: of a slow run there may be a thousand before it. */
const readTails = `SELECT first_row AS place, ${columns} FROM tails
  WHERE series_id = ? AND level = ? AND first_row <= ? AND first_row >= coalesce(
    (SELECT max(first_row) FROM tails WHERE series_id = ? AND level = ? AND first_row <= ?), 0)
  ORDER BY first_row`
const removeChunks = 'DELETE FROM chunks WHERE series_id = ? AND chunk_index >= ?'
const removeLevels = 'DELETE FROM levels WHERE series_id = ? AND level = ? AND row_index >= ?'
const removeTails = 'DELETE FROM tails WHERE series_id = ? AND level = ?'

export interface Strand {
  readonly series: StoredSeries
  /** 0 for the rows themselves. */
  readonly level: number
}

/**
 * Rows `from … end − 1` of a strand.
 *
 * @param wanted places of the columns to read; all of them when left out
 * @throws LabFailure `damaged` when a piece is not what was stored, or is missing.
 */
export function readRows(db: ReadableDb, strand: Strand, from: number, end: number, wanted?: readonly number[]): Rows {
  const { series, level } = strand
  const width = level === 0 ? widthOf(series.shape) : blockWidth(series.shape)
  const places = wanted ?? Array.from({ length: width }, (_, index) => index)
  const length = Math.max(0, end - from)
  const rows = { steps: new Float64Array(length), columns: places.map(() => new Float64Array(length)) }
  let next = from
  if (next >= end) return rows
  for (const { place, first, piece } of piecesOf(db, strand, from, end)) {
    const until = Math.min(end, first + piece.count)
    if (first > next) break
    if (until <= next) continue
    const decoded = decode(db, strand, place, piece, width, places)
    const into = next - from
    rows.steps.set(decoded.steps.subarray(next - first, until - first), into)
    for (const [index, column] of decoded.columns.entries()) {
      rows.columns[index]!.set(column.subarray(next - first, until - first), into)
    }
    next = until
    if (next === end) return rows
  }
  throw damaged(db, { run: series.run, what: `${described(strand)} ${next + 1} to ${end} are missing` })
}

interface FoundPiece {
  readonly place: PiecePlace
  /** Which row of the strand is its first. */
  readonly first: number
  readonly piece: StoredPiece
}

/** Those that may have rows `from … end − 1`, in order; tails are looked for only when they are asked for. */
function* piecesOf(db: ReadableDb, { series, level }: Strand, from: number, end: number): Generator<FoundPiece, void> {
  const firstChunk = Math.floor(from / chunkRows)
  const lastChunk = Math.floor((end - 1) / chunkRows)
  const chunks =
    level === 0
      ? prepared<StoredPiece>(db, readChunks).iterate(series.id, firstChunk, lastChunk)
      : prepared<StoredPiece>(db, readLevels).iterate(series.id, level, firstChunk, lastChunk)
  const table = level === 0 ? 'chunk' : 'level'
  for (const piece of chunks) {
    yield { place: { table, series: series.id, level, place: piece.place }, first: piece.place * chunkRows, piece }
  }
  const tails = prepared<StoredPiece>(db, readTails).iterate(series.id, level, end - 1, series.id, level, from)
  for (const piece of tails) {
    yield { place: { table: 'tail', series: series.id, level, place: piece.place }, first: piece.place, piece }
  }
}

function decode(
  db: ReadableDb,
  strand: Strand,
  place: PiecePlace,
  piece: StoredPiece,
  width: number,
  wanted: readonly number[],
): Rows {
  const damage = (): Error =>
    damaged(db, {
      run: strand.series.run,
      what: `${described(strand)} at steps ${piece.first_step} to ${piece.last_step} are not what was stored`,
    })
  if (!isIntact(place, piece)) throw damage()
  try {
    return { steps: decodeSteps(piece), columns: decodeColumns(piece, width, wanted) }
  } catch {
    // Sealed, and yet nothing that this program writes.
    throw damage()
  }
}

function described({ series, level }: Strand): string {
  const name = seriesKeyText(series.key)
  return level === 0 ? `the rows of ${name}` : `the blocks of level ${level} of ${name}`
}

/**
 * Adds rows behind the `count` that a strand has.
 *
 * @returns the rows from the open ones on, now in whole chunks: none when they are still fewer than 1,024
 */
export function extendStrand(db: WritableDb, strand: Strand, count: number, rows: Rows): Rows | null {
  const open = count % chunkRows
  if (open + rows.steps.length < chunkRows) {
    insertPiece(db, strand, 'tail', count, rows)
    return null
  }
  const all = open === 0 ? rows : joinedRows(readRows(db, strand, count - open, count), rows)
  if (open > 0) prepared(db, removeTails).run(strand.series.id, strand.level)
  const firstChunk = (count - open) / chunkRows
  const chunkCount = Math.floor(all.steps.length / chunkRows)
  for (let chunk = 0; chunk < chunkCount; chunk++) {
    const part = slicedRows(all, chunk * chunkRows, (chunk + 1) * chunkRows)
    insertPiece(db, strand, 'chunk', firstChunk + chunk, part)
  }
  const end = chunkCount * chunkRows
  if (end < all.steps.length) {
    insertPiece(db, strand, 'tail', count - open + end, slicedRows(all, end, all.steps.length))
  }
  return slicedRows(all, 0, end)
}

/** The open rows of a strand of `count` rows become one piece. */
export function closeStrand(db: WritableDb, strand: Strand, count: number): void {
  const open = count % chunkRows
  if (open > 0) {
    insertPiece(db, strand, 'chunk', Math.floor(count / chunkRows), readRows(db, strand, count - open, count))
  }
  prepared(db, removeTails).run(strand.series.id, strand.level)
}

/** Leaves the first `kept` rows of a strand, those behind the last whole chunk as one piece. */
export function cutStrand(db: WritableDb, strand: Strand, kept: number): void {
  const { series, level } = strand
  const open = kept % chunkRows
  const chunk = Math.floor(kept / chunkRows)
  const rest = open === 0 ? null : readRows(db, strand, kept - open, kept)
  prepared(db, removeTails).run(series.id, level)
  if (level === 0) prepared(db, removeChunks).run(series.id, chunk)
  else prepared(db, removeLevels).run(series.id, level, chunk)
  if (rest !== null) insertPiece(db, strand, 'chunk', chunk, rest)
}

function insertPiece(db: WritableDb, strand: Strand, kind: 'chunk' | 'tail', place: number, rows: Rows): void {
  const { series, level } = strand
  const table = kind === 'chunk' && level > 0 ? 'level' : kind
  const at = { table, series: series.id, level, place } as const
  const { count, first_step, last_step, checksum, steps, payload } = encodePiece(at, rows, kind === 'chunk')
  const values = [count, first_step, last_step, checksum, steps, payload]
  if (table === 'chunk') prepared(db, insertChunk).run(series.id, place, ...values)
  else prepared(db, table === 'level' ? insertLevel : insertTail).run(series.id, level, place, ...values)
}
