/**
 * Seals: the rows that say what there is (runs, their tags, configurations, rules, studies, the file itself) carry a CRC-32 of
 * their other columns, so that a changed byte is found when the row is read, and named instead of printed.
 *
 *   checksum = CRC-32 of the JSON of [table, column 1, column 2, …], the columns in the order of the table
 *
 * Invariant: no statement can forget it. A writing handle has triggers of its own, not in the file, that seal a row after it was
 * inserted or updated; before an update they look whether the row is still what was sealed, for damage that is sealed anew would
 * never be found again. A row that another program writes has no seal, and counts as damaged.
 */
import { crc32 } from 'node:zlib'
import { LabFailure } from '../contract/errors'
import { fileOf, prepared, type ReadableDb, type WritableDb } from './labDatabase'

/** What of a row an error names. */
interface Named {
  readonly id?: number
  readonly name?: string
  readonly run_id?: number
}

interface Damage {
  readonly run?: number
  readonly what: string
}

const ofRun = (run: number | undefined, what: string): Damage => (run === undefined ? { what } : { run, what })

/** The tables whose rows are sealed, and how an error calls a row of each. */
const sealedTables = {
  lab: () => ({ what: 'what the file says of itself is not what was stored' }),
  configurations: ({ id }) => ({ what: `configuration ${id} is not what was stored` }),
  runs: ({ id }) => ofRun(id, 'its record is not what was stored'),
  run_tags: ({ run_id }) => ofRun(run_id, 'its tags are not what was stored'),
  rules: ({ name }) => ({ what: `the rule ${JSON.stringify(name)} is not what was saved` }),
  studies: ({ id }) => ({ what: `the record of study ${id} is not what was stored` }),
  study_runs: ({ run_id }) => ofRun(run_id, 'its place in a study is not what was stored'),
} as const satisfies Readonly<Record<string, (row: Named) => Damage>>

export type SealedTable = keyof typeof sealedTables

const tableNames = Object.keys(sealedTables) as SealedTable[]

interface Column {
  readonly name: string
  /** Place in the primary key from 1; 0 for what is not in it. */
  readonly pk: number
}

const readColumns = "SELECT name, pk FROM pragma_table_info(?) WHERE name <> 'checksum'"
const columnsOfHandles = new WeakMap<ReadableDb, Map<SealedTable, readonly Column[]>>()

function columnsOf(db: ReadableDb, table: SealedTable): readonly Column[] {
  let tables = columnsOfHandles.get(db)
  if (tables === undefined) {
    tables = new Map()
    columnsOfHandles.set(db, tables)
  }
  let columns = tables.get(table)
  if (columns === undefined) {
    columns = prepared<Column>(db, readColumns).all(table)
    tables.set(table, columns)
  }
  return columns
}

/** Of a row by its cells in the order of the table, for one that is written before the handle seals what it writes. */
export function sealOf(table: string, values: readonly unknown[]): number {
  return crc32(JSON.stringify([table, ...values]))
}

type SealedRow = Readonly<Record<string, unknown>>

/** Whether a row is what was stored. @param row - every column of the table; others are not looked at */
export function isSealed(db: ReadableDb, table: SealedTable, row: object): boolean {
  const cells = row as SealedRow
  return (
    sealOf(
      table,
      columnsOf(db, table).map(({ name }) => cells[name]),
    ) === cells.checksum
  )
}

/** The error that names a row; `run` and `what` where the reader knows better what it stands for. */
export function damageOf(db: ReadableDb, table: SealedTable, row: object, known: Partial<Damage> = {}): LabFailure {
  const name: (row: Named) => Damage = sealedTables[table]
  return damaged(db, { ...name(row as Named), ...known })
}

/** The error that names damage of this file, for everything that the store reads. */
export function damaged(db: ReadableDb, damage: Damage): LabFailure {
  return new LabFailure({ kind: 'damaged', file: fileOf(db), ...damage })
}

/** @throws LabFailure `damaged` when the row is not what was stored. */
export function assertSealed(db: ReadableDb, table: SealedTable, row: object, known: Partial<Damage> = {}): void {
  if (!isSealed(db, table, row)) throw damageOf(db, table, row, known)
}

/** From now on this handle seals every row it writes, and refuses to change one that is damaged. */
export function sealWrites(db: WritableDb): void {
  const known = { varargs: true, deterministic: true } as const
  db.function('seal_of', known, (table: string, ...values: unknown[]) => sealOf(table, values))
  db.function('assert_sealed', known, (table: SealedTable, checksum: unknown, ...values: unknown[]) => {
    if (sealOf(table, values) === checksum) return 1
    throw damageOf(db, table, Object.fromEntries(columnsOf(db, table).map(({ name }, place) => [name, values[place]])))
  })
  // triggers of the handle need a place of their own; nothing of it is written to the disk
  db.pragma('temp_store = MEMORY')
  for (const table of tableNames) db.exec(triggersOf(table, columnsOf(db, table)))
}

function triggersOf(table: SealedTable, columns: readonly Column[]): string {
  const list = (prefix: string): string => columns.map(({ name }) => `${prefix}${name}`).join(', ')
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => `${name} = new.${name}`)
  const seal = `UPDATE ${table} SET checksum = seal_of('${table}', ${list('new.')}) WHERE ${key.join(' AND ')};`
  return `
    CREATE TEMP TRIGGER IF NOT EXISTS seal_new_${table} AFTER INSERT ON main.${table} BEGIN ${seal} END;
    CREATE TEMP TRIGGER IF NOT EXISTS examine_${table} BEFORE UPDATE OF ${list('')} ON main.${table} BEGIN
      SELECT assert_sealed('${table}', old.checksum, ${list('old.')});
    END;
    CREATE TEMP TRIGGER IF NOT EXISTS seal_changed_${table} AFTER UPDATE OF ${list('')} ON main.${table} BEGIN ${seal} END;`
}

/** Every row that is not what was stored, for a check of the whole file. */
export function* damagedRows(db: ReadableDb): Generator<LabFailure, void, undefined> {
  for (const table of tableNames) {
    for (const row of prepared<object>(db, `SELECT * FROM ${table}`).iterate()) {
      if (!isSealed(db, table, row)) yield damageOf(db, table, row)
    }
  }
}
