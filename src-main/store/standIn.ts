/**
 * Indices that are damaged, beside rows that are whole: nothing that is stored is lost, but a query through such an index finds
 * too little. A reader gets a stand-in: a copy of the table in its own memory, without that index, which SQLite finds before the
 * table of the file. The file is left as it is, for clearing a damaged index could free pages of other tables.
 */
import BetterSqlite3 from 'better-sqlite3'

/** More would not tell more: the file is to be replaced. */
const mostFaults = 100
/** Damage of one index can be a line for each row; it is told once. */
const mostLines = 10_000
/** Of a page or a cell that cannot be read; of which tree, SQLite does not say. */
const malformed = 'database disk image is malformed'

interface Index {
  readonly name: string
  readonly tbl_name: string
  readonly rootpage: number
}

const readIndices = "SELECT name, tbl_name, rootpage FROM main.sqlite_schema WHERE type = 'index'"

export interface TableDamage {
  readonly what: string
  /** Its tree is sound, so that every row of it is found. */
  readonly isReadable: boolean
  /** Its rows are what was stored as well. */
  readonly isOfIndices: boolean
}

/** What SQLite finds in a table and its indices; null where they are sound. */
export function damageOfTable(db: BetterSqlite3.Database, table: string): TableDamage | null {
  const lines = linesOf(db, `'${table}'`)
  if (lines.length === 0) return null
  const indexOf = indexOfLine(db)
  const isOfIndex = (line: string): boolean => {
    if (line === malformed) return canEachRowBeRead(db, table)
    const page = pageOf(line)
    return indexOf(line) !== undefined || (page !== null && hasPage(db, table, page) === false)
  }
  const others = lines.filter((line) => !isOfIndex(line))
  const isOfIndices = others.length === 0
  const named = [...new Set(lines.flatMap((line) => indexOf(line)?.name ?? []))]
  return {
    what: isOfIndices
      ? `${indicesInWords(named, indicesOf(db, table))} of the table ${table} (${lines[0]})`
      : `the table ${table} (${others[0]})`,
    isReadable: others.every((line) => isOfRow(line, table)),
    isOfIndices,
  }
}

/** @param all - of the table: where a page of one cannot be read, SQLite does not say of which */
function indicesInWords(named: readonly string[], all: readonly string[]): string {
  if (named.length > 1) return `the indices ${named.join(', ')}`
  if (named.length === 0 && all.length > 1) return `one of the indices ${all.join(', ')}`
  return `the index ${named[0] ?? all[0]}`
}

function canEachRowBeRead(db: BetterSqlite3.Database, table: string): boolean {
  try {
    // Only to go through them.
    for (const _ of db.prepare(`SELECT * FROM main.${table} NOT INDEXED`).raw().iterate());
    return true
  } catch (thrown) {
    if (!isMalformation(thrown)) throw thrown
    return false
  }
}

/** What SQLite finds in the list of free pages, held against the map that says the kind of every page; null where it is sound. */
export function damageOfFreePages(db: BetterSqlite3.Database): string | null {
  // With the table of definitions, and with it alone, the list is looked at as well.
  const [line] = linesOf(db, 'sqlite_schema')
  if (line === undefined) return null
  return line.startsWith('Freelist: ') ? `the list of its free pages (${line})` : `the list of its tables (${line})`
}

/** What SQLite finds in the whole file: each index once, each other fault by itself. */
export function damageOfPages(db: BetterSqlite3.Database): string[] {
  const index = indexOfLine(db)
  const faults = new Map<string, string>()
  for (const line of linesOf(db, mostLines)) {
    const { name, tbl_name } = index(line) ?? {}
    const [key, fault] =
      name === undefined ? [line, line] : [name, `the index ${name} of the table ${tbl_name} (${line})`]
    if (!faults.has(key)) faults.set(key, fault)
  }
  return [...faults.values()].slice(0, mostFaults)
}

/**
 * From now on the handle reads a copy of the table, row by row from its tree. Nothing of it is written to the disk.
 *
 * @throws SqliteError where a page of the table cannot be read
 */
export function putStandIn(db: BetterSqlite3.Database, table: string): void {
  const columns = db.pragma(`main.table_info('${table}')`) as readonly { name: string; type: string; pk: number }[]
  const key = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk)
  // Without rules for its columns: a row that is damaged as well is copied as it is, and its seal tells. ANY converts nothing in a
  // strict table only; a column without a type converts nothing anywhere.
  const defined = columns.map(({ name, type }) => `${name} ${type === 'ANY' ? '' : type}`)
  const keyed = key.length === 0 ? [] : [`PRIMARY KEY (${key.map(({ name }) => name).join(', ')})`]
  const wasQueryOnly = db.pragma('query_only', { simple: true }) === 1
  db.pragma('query_only = OFF')
  db.pragma('foreign_keys = OFF')
  db.pragma('temp_store = MEMORY')
  db.exec(`
    CREATE TEMP TABLE ${table} (${[...defined, ...keyed].join(', ')});
    INSERT INTO temp.${table} SELECT * FROM main.${table} NOT INDEXED;`)
  if (wasQueryOnly) db.pragma('query_only = ON')
}

/** Line by line: behind the trees, which are looked at first, SQLite may meet a page that it cannot read, and end. */
function linesOf(db: BetterSqlite3.Database, what: string | number): string[] {
  const lines: string[] = []
  try {
    for (const text of db.prepare<[], string>(`PRAGMA main.integrity_check(${what})`).pluck().iterate()) {
      lines.push(...text.split('\n').filter((line) => line !== 'ok' && !line.startsWith('*** in database ')))
    }
  } catch (thrown) {
    if (!isMalformation(thrown)) throw thrown
    lines.push(malformed)
  }
  return lines
}

function allIndices(db: BetterSqlite3.Database): Index[] {
  return db.prepare<[], Index>(readIndices).all()
}

function indicesOf(db: BetterSqlite3.Database, table: string): string[] {
  return allIndices(db).flatMap(({ name, tbl_name }) => (tbl_name === table ? name : []))
}

/** Which index a line is about; of a table without rowids the tree of its primary key is the table itself. */
function indexOfLine(db: BetterSqlite3.Database): (line: string) => Index | undefined {
  const indices = allIndices(db)
  return (line) => {
    const root = /^Tree (\d+) /.exec(line)?.[1]
    if (root !== undefined) return indices.find(({ rootpage }) => rootpage === Number(root))
    const page = pageOf(line)
    if (page !== null) return indices.find(({ name, rootpage }) => rootpage === page || hasPage(db, name, page))
    return indices.find(({ name }) => line.endsWith(` index ${name}`))
  }
}

/** The page of a fault that is told without its tree. */
function pageOf(line: string): number | null {
  const page = /^(?:Multiple uses|Fragmentation) .* page (\d+)$/.exec(line)?.[1]
  return page === undefined ? null : Number(page)
}

/** Whether a tree has the page; undefined where the tree cannot be followed. */
function hasPage(db: BetterSqlite3.Database, tree: string, page: number): boolean | undefined {
  try {
    return db.prepare('SELECT 1 FROM dbstat WHERE name = ? AND pageno = ?').get(tree, page) !== undefined
  } catch (thrown) {
    if (!isMalformation(thrown)) throw thrown
    return undefined
  }
}

function isMalformation(thrown: unknown): boolean {
  return thrown instanceof BetterSqlite3.SqliteError && thrown.code.startsWith('SQLITE_CORRUPT')
}

/** A value that its column does not allow. Rows answer for themselves when they are read. */
function isOfRow(line: string, table: string): boolean {
  return line.includes(` value in ${table}.`) || line === `CHECK constraint failed in ${table}`
}
