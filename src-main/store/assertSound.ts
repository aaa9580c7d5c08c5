/**
 * Whether what holds a lab file together is as it was written: its header, its schema, and the trees and indices of its small
 * tables. Looked at whenever a file is opened, so that no list is short of a row without a word.
 *
 * Contents answer for themselves when they are read, by checksum or digest. The tables that hold almost all bytes are left
 * out here: a row of them that cannot be found is missed by the row that counts it. `checkFile` looks through everything.
 */
import BetterSqlite3 from 'better-sqlite3'
import { LabFailure } from '../contract/errors'
import { newLabFile } from './createLabFile'
import { labApplicationId } from './migrate'
import { damageOfFreePages, damageOfTable, putStandIn, type TableDamage } from './standIn'

/** Their rows are counted or named by rows of other tables. */
const largeTables: ReadonlySet<string> = new Set(['chunks', 'levels', 'tails', 'arrays'])

/**
 * Bytes of the header that are the same in every lab file of a format: page size (16), versions that say how it is written and
 * read (18), reserved space (20), payload fractions (21), schema format (44), text encoding and format (56), vacuum mode and owner
 * (64), reserved bytes (72). Source: sqlite.org/fileformat2.html, section 1.3.
 */
const fixedHeader: ReadonlyArray<readonly [from: number, to: number]> = [
  [16, 24],
  [44, 48],
  [56, 60],
  [64, 92],
]
/** Both versions of a file that another program has set to a rollback journal: whoever writes it next sets it back. */
const withJournal = 0x0101

interface SchemaRow {
  readonly name: string
  readonly rootpage: number
  readonly sql: string | null
}

interface Reference {
  readonly header: Buffer
  readonly schema: readonly SchemaRow[]
}

const readSchema = 'SELECT name, rootpage, sql FROM main.sqlite_schema ORDER BY rowid'

let known: Reference | undefined

/** A lab file of the newest format, as it was made. */
function reference(): Reference {
  if (known === undefined) {
    const bytes = newLabFile()
    // A database in memory has no log.
    const db = new BetterSqlite3(Buffer.from(bytes).fill(1, 18, 20))
    known = { header: bytes.subarray(0, 100), schema: db.prepare<[], SchemaRow>(readSchema).all() }
    db.close()
  }
  return known
}

/** @throws LabFailure `damaged` */
export function assertHeaderSound(file: string, header: Buffer): void {
  const { header: expected } = reference()
  const positions = fixedHeader.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index))
  const hasJournal = header.readUInt16BE(18) === withJournal
  const wrong = positions.find(
    (position) => header[position] !== expected[position] && !(hasJournal && (position === 18 || position === 19)),
  )
  const isVersionWrong = header.readUInt32BE(68) === labApplicationId && header.readUInt32BE(60) === 0
  if (wrong === undefined && !isVersionWrong) return
  throw new LabFailure({ kind: 'damaged', file, what: `byte ${wrong ?? 60} of its header is not what was stored` })
}

const stillReadable =
  'nothing is written to it, but everything in it can still be read and exported ("lab list", "lab export")'

/**
 * For who writes: nothing is written to a file of which anything here is damaged.
 *
 * @throws LabFailure `damaged`; SqliteError where SQLite itself finds a page that cannot be read
 */
export function assertWritable(db: BetterSqlite3.Database, file: string): void {
  const tables = damagedTables(db, file)
  const other = tables.find(({ isOfIndices }) => !isOfIndices)
  if (other !== undefined) throw new LabFailure({ kind: 'damaged', file, what: other.what })
  const what = tables[0]?.what ?? damageOfFreePages(db)
  if (what !== null) throw new LabFailure({ kind: 'damaged', file, what: `${what}; ${stillReadable}` })
}

/**
 * For who reads: what is damaged beside the rows is gone round.
 *
 * @throws LabFailure `damaged`, where rows may be missing; SqliteError likewise
 */
export function makeReadable(db: BetterSqlite3.Database, file: string): void {
  const tables = damagedTables(db, file)
  const unreadable = tables.find(({ isReadable }) => !isReadable)
  if (unreadable !== undefined) throw new LabFailure({ kind: 'damaged', file, what: unreadable.what })
  for (const { table } of tables) putStandIn(db, table)
}

/** For who looks through everything: goes round what it can, and refuses nothing. */
export function makeLookable(db: BetterSqlite3.Database, file: string): void {
  try {
    for (const { table, isReadable } of damagedTables(db, file)) if (isReadable) putStandIn(db, table)
  } catch (thrown) {
    // Who looks meets the same damage, and names it.
    if (!(thrown instanceof LabFailure || thrown instanceof BetterSqlite3.SqliteError)) throw thrown
  }
}

function damagedTables(db: BetterSqlite3.Database, file: string): Array<TableDamage & { readonly table: string }> {
  const schema = findInSchema(db)
  if (schema !== null) throw new LabFailure({ kind: 'damaged', file, what: schema })
  return smallTables().flatMap((table) => {
    const damage = damageOfTable(db, table)
    return damage === null ? [] : [{ table, ...damage }]
  })
}

function smallTables(): string[] {
  return reference()
    .schema.filter(({ name, sql }) => sql?.startsWith('CREATE TABLE') === true && !largeTables.has(name))
    .map(({ name }) => name)
}

/** A fault in words, or null. What another program has added to the schema is none of ours. */
export function findInSchema(db: BetterSqlite3.Database): string | null {
  const rows = db.prepare<[], SchemaRow>(readSchema).all()
  const present = new Map(rows.map((row) => [row.name, row]))
  const lost = reference().schema.find(({ name, sql }) => present.get(name)?.sql !== sql)
  if (lost !== undefined) return `the definition of ${lost.name} is not what was stored`
  // In a file that can be vacuumed page by page the roots of all trees stand one behind the other.
  const roots = rows.map(({ rootpage }) => rootpage).filter((page) => page > 0)
  roots.sort((one, other) => one - other)
  const first = Math.min(
    ...reference()
      .schema.map(({ rootpage }) => rootpage)
      .filter((page) => page > 0),
  )
  if (roots.every((page, index) => page === first + index)) return null
  return 'the place of a table is not what was stored'
}
