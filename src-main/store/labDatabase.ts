/**
 * The open database as the rest of the store sees it: a reader asks for `ReadableDb`, a writer for `WritableDb`, so
 * that a function which writes does not compile on a file that was opened for reading.
 *
 * Invariant: only `openLabFile` (and tests of one migration) make these handles; statements are prepared once for
 * each handle and each SQL text.
 */
import { fileURLToPath } from 'node:url'
import type BetterSqlite3 from 'better-sqlite3'

// Read by better-sqlite3 when its addon is loaded, with the first database: names that begin with `file:` have settings.
// Paths of lab files are absolute, so none is taken for one.
process.env.SQLITE_USE_URI = '1'

declare const readable: unique symbol
declare const writable: unique symbol

export type ReadableDb = BetterSqlite3.Database & { readonly [readable]: true }
export type WritableDb = ReadableDb & { readonly [writable]: true }

type Statement<R> = BetterSqlite3.Statement<unknown[], R>

const statements = new WeakMap<BetterSqlite3.Database, Map<string, Statement<unknown>>>()

/** The prepared statement of this text on this handle; `R` is the row its columns make. */
export function prepared<R = unknown>(db: BetterSqlite3.Database, sql: string): Statement<R> {
  let known = statements.get(db)
  if (known === undefined) {
    known = new Map()
    statements.set(db, known)
  }
  let statement = known.get(sql)
  if (statement === undefined) {
    statement = db.prepare<unknown[], unknown>(sql)
    known.set(sql, statement)
  }
  return statement as Statement<R>
}

/** The brand of a handle that was opened for reading. */
export function asReadable(db: BetterSqlite3.Database): ReadableDb {
  return db as ReadableDb
}

/** The brand of a handle whose process holds the writer's lock. */
export function asWritable(db: BetterSqlite3.Database): WritableDb {
  return db as WritableDb
}

/** The lab file of a handle, by its full path; one that is read as unchanging is opened by a URL. */
export function fileOf(db: BetterSqlite3.Database): string {
  return db.name.startsWith('file:') ? fileURLToPath(db.name) : db.name
}

export interface CommitWatch {
  /** Called before every commit of `inTransaction`; if it throws, nothing is committed. */
  before(): void
  /** Called when it is committed. */
  after(): void
}

const commitWatches = new WeakMap<BetterSqlite3.Database, CommitWatch>()

export function watchCommits(db: WritableDb, watch: CommitWatch): void {
  commitWatches.set(db, watch)
}

/** Everything in `body` or nothing of it; takes the write lock at once, and joins a transaction already under way. */
export function inTransaction<T>(db: WritableDb, body: () => T): T {
  if (db.inTransaction) return body()
  const watch = commitWatches.get(db)
  const watched = (): T => {
    const result = body()
    watch?.before()
    return result
  }
  const result = transactionOf(db).immediate(watched) as T
  watch?.after()
  return result
}

/** Folds of the log as much into the file as no reader holds back. */
export function foldLog(db: WritableDb): void {
  db.pragma('wal_checkpoint(PASSIVE)')
  commitWatches.get(db)?.after()
}

/** Everything that `body` reads is of one moment, also while another process writes. */
export function inSnapshot<T>(db: ReadableDb, body: () => T): T {
  return db.inTransaction ? body() : (transactionOf(db).deferred(body) as T)
}

type Transaction = BetterSqlite3.Transaction<(body: () => unknown) => unknown>
const transactions = new WeakMap<BetterSqlite3.Database, Transaction>()

/** One for each handle: making one costs as much as a small transaction. */
function transactionOf(db: BetterSqlite3.Database): Transaction {
  let transaction = transactions.get(db)
  if (transaction === undefined) {
    transaction = db.transaction((body) => body())
    transactions.set(db, transaction)
  }
  return transaction
}
