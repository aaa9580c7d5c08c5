/**
 * Checks a whole lab file: the pages and indices of SQLite, references between rows, and every checksum and digest.
 *
 * Each fault is found where a reader would meet it, and named by the same error; the check goes on behind it.
 */
import { type LabError, sentence } from '../contract/errors'
import { type RunId, runIdSchema } from '../contract/identifiers'
import { readArray } from './arrays'
import { findInSchema } from './assertSound'
import { prepared, type ReadableDb } from './labDatabase'
import type { LabFile } from './labFile'
import { listRules } from './rules'
import { listRuns, readRun } from './runs/readRuns'
import { damagedRows } from './seals'
import { readsOfPieces } from './series/appendRows'
import { readStoredSeries, type StoredSeries } from './series/seriesTable'
import { listSnapshots, readCheckpoint, readSnapshot } from './snapshots'
import { damageOfPages } from './standIn'

/** How much was checked. */
export interface Looked {
  readonly runs: number
  readonly series: number
  readonly rows: number
  readonly snapshots: number
  readonly arrays: number
}

export interface FileCheck {
  readonly looked: Looked
  /** One for each fault; none in a sound file. */
  readonly damage: readonly LabError[]
}

/** More would not tell more: the file is to be replaced. */
const mostStrayPieces = 100

/** Pieces outlive their series until they are swept, so no foreign key holds them. */
const piecesOfSeries = ['chunks', 'levels', 'tails'] as const
const strayPieces = (table: (typeof piecesOfSeries)[number]): string => `
  SELECT id FROM ${table}
  WHERE series_id NOT IN (SELECT id FROM series) AND series_id NOT IN (SELECT series_id FROM removed_series) LIMIT ${mostStrayPieces}`

export function checkFile(labFile: LabFile): FileCheck {
  return new FileLook(labFile).check()
}

class FileLook {
  readonly #labFile: LabFile
  readonly #db: ReadableDb
  readonly #damage: LabError[] = []
  readonly #looked = { runs: 0, series: 0, rows: 0, snapshots: 0, arrays: 0 }

  constructor(labFile: LabFile) {
    this.#labFile = labFile
    this.#db = labFile.db
  }

  check(): FileCheck {
    this.#pages()
    this.#references()
    this.#rows()
    for (const run of this.#runs()) this.#run(run)
    this.#arrays()
    return { looked: this.#looked, damage: this.#damage }
  }

  /** Where a page is damaged SQLite may say so in place of an answer. */
  #pages(): void {
    this.#try(() => {
      const schema = findInSchema(this.#db)
      if (schema !== null) this.#found(schema)
    })
    this.#try(() => {
      for (const fault of damageOfPages(this.#db)) this.#found(fault)
    })
  }

  #references(): void {
    this.#try(() => {
      const rows = this.#db.pragma('foreign_key_check') as readonly Record<string, unknown>[]
      for (const { table, rowid, parent } of rows) {
        this.#found(`row ${rowid ?? '?'} of ${table} names a row of ${parent} that is not there`)
      }
    })
    for (const table of piecesOfSeries) {
      this.#try(() => {
        for (const { id } of prepared<{ id: number }>(this.#db, strayPieces(table)).all()) {
          this.#found(`row ${id} of ${table} names a row of series that is not there`)
        }
      })
    }
  }

  /** Rows that are not what was stored, and rows that are missing. */
  #rows(): void {
    this.#try(() => {
      for (const { error } of damagedRows(this.#db)) this.#add(error)
    })
    for (const error of this.#try(() => listRuns(this.#db))?.damaged ?? []) this.#add(error)
    this.#try(() => listRules(this.#db))
  }

  #runs(): RunId[] {
    const ids = this.#try(() => prepared<{ id: number }>(this.#db, 'SELECT id FROM runs ORDER BY id').all())
    return (ids ?? []).map(({ id }) => runIdSchema.parse(id))
  }

  #run(run: RunId): void {
    this.#looked.runs += 1
    this.#try(() => readRun(this.#db, run))
    for (const series of this.#try(() => readStoredSeries(this.#db, run)) ?? []) this.#series(series)
    for (const { purpose, step } of this.#try(() => listSnapshots(this.#db, run)) ?? []) {
      this.#looked.snapshots += 1
      this.#try(() =>
        purpose === 'resume' ? readCheckpoint(this.#db, run) : readSnapshot(this.#db, run, purpose, step),
      )
    }
    // What the row of the run says that it has.
    this.#try(() => readCheckpoint(this.#db, run))
    this.#try(() => readSnapshot(this.#db, run, 'result'))
  }

  #series(series: StoredSeries): void {
    this.#looked.series += 1
    this.#looked.rows += series.rowCount
    // Piece by piece, so that each damaged one is named.
    for (const read of readsOfPieces(this.#db, series)) this.#try(read)
  }

  #arrays(): void {
    const digests = this.#try(() => prepared<{ digest: Buffer }>(this.#db, 'SELECT digest FROM arrays').all())
    for (const { digest } of digests ?? []) {
      this.#looked.arrays += 1
      this.#try(() => {
        if (readArray(this.#db, digest) !== undefined) return
        this.#found(`the array ${digest.toString('hex')} is not what was stored`)
      })
    }
  }

  #found(what: string): void {
    this.#add({ kind: 'damaged', file: this.#labFile.file, what })
  }

  #try<T>(look: () => T): T | undefined {
    const result = this.#labFile.attempt(look)
    if (result.ok) return result.value
    this.#add(result.error)
    return undefined
  }

  /** A fault that several readers meet is told once. */
  #add(error: LabError): void {
    if (!this.#damage.some((known) => sentence(known) === sentence(error))) this.#damage.push(error)
  }
}
