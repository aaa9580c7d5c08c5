/**
 * Opens, or makes, a lab file.
 *
 * A writer holds the lock beside the file as long as its handle is open. Foreign keys on, WAL, synchronous NORMAL: a
 * crash of the program loses nothing, a crash of the machine at most the last frames. A clean close folds the log into
 * the file and leaves WAL, so that the one file can be copied, sent, and read where nothing may be written.
 *
 * Invariant: an error leaves no new file behind, and changes nothing in the one that is there.
 */
import { existsSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { InvariantError } from '../contract/assertNever'
import { LabFailure } from '../contract/errors'
import { failure, type Result, success } from '../contract/result'
import { examineContent, examinePlace } from './examineLabFile'
import { asReadable, asWritable } from './labDatabase'
import type { LabFile, WritableLabFile } from './labFile'
import { migrate, readVersion, supportedVersion } from './migrate'
import { storeFailure } from './storeFailure'
import { takeWriterLock } from './writerLock'

/** Endings of the files SQLite makes: the database itself, and what lies beside it while it is open. */
const companions = ['', '-journal', '-wal', '-shm'] as const
/** Long enough for a reader to finish a list, short enough to be told. */
const busyTimeoutMs = 5000
/** Before it, two connections could corrupt a write-ahead log when it is reset. Source: sqlite.org, release 3.51.3. */
const oldestSqlite = [3, 51, 3] as const

/**
 * @param mode `write` makes the file when there is none, brings it up to date and holds the writer's lock;
 *   `read` needs no lock and sees what a writer has committed.
 */
export function openLabFile(path: string, options: { readonly mode: 'write' }): Result<WritableLabFile>
export function openLabFile(path: string, options: { readonly mode: 'read' }): Result<LabFile>
export function openLabFile(path: string, options: { readonly mode: 'write' | 'read' }): Result<LabFile> {
  const file = resolve(path)
  try {
    return success(options.mode === 'write' ? openForWriting(file) : openForReading(file))
  } catch (thrown) {
    return failureOrThrow(file, thrown)
  }
}

function failureOrThrow(file: string, thrown: unknown): Result<never> {
  const error = storeFailure(file, thrown)
  if (error === undefined) throw thrown
  return failure(error)
}

function openForReading(file: string): LabFile {
  examinePlace(file, 'read')
  examineContent(file)
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  try {
    assertSqliteVersion(db)
    const version = readVersion(asReadable(db))
    if (version < supportedVersion) {
      throw new LabFailure({ kind: 'storeFromPast', file, version, supported: supportedVersion })
    }
    return labFile(file, db, () => db.close())
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

function openForWriting(file: string): WritableLabFile {
  const place = examinePlace(file, 'write')
  const lock = takeWriterLock(file)
  const absent = companions.map((ending) => `${file}${ending}`).filter((path) => !existsSync(path))
  let db: BetterSqlite3.Database | undefined
  try {
    if (place === 'present') examineContent(file)
    db = new BetterSqlite3(file, { timeout: busyTimeoutMs })
    makeReady(db)
    const opened = db
    return {
      ...labFile(file, opened, () => {
        if (!opened.open) return
        foldLog(opened)
        opened.close()
        lock.release()
      }),
      db: asWritable(opened),
    }
  } catch (thrown) {
    db?.close()
    if (absent.includes(file)) for (const path of absent) rmSync(path, { force: true })
    lock.release()
    throw thrown
  }
}

/** The format first, still with a rollback journal, so that the marks of a new file are in the file itself. */
function makeReady(db: BetterSqlite3.Database): void {
  assertSqliteVersion(db)
  assertLittleEndian()
  db.pragma('foreign_keys = ON')
  db.pragma('synchronous = NORMAL')
  const writable = asWritable(db)
  if (readVersion(writable) > 0) assertSound(db)
  migrate(writable)
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    throw new InvariantError('journal_mode must be wal')
  }
}

/** Damage in the list of runs is said at once; a whole check would read gigabytes of series. */
function assertSound(db: BetterSqlite3.Database): void {
  const verdict = db.pragma("quick_check('runs')", { simple: true })
  if (verdict !== 'ok') throw new BetterSqlite3.SqliteError(String(verdict), 'SQLITE_CORRUPT')
}

function assertSqliteVersion(db: BetterSqlite3.Database): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const numbers = version.split('.').map(Number)
  for (const [index, wanted] of oldestSqlite.entries()) {
    const found = numbers[index] ?? 0
    if (found > wanted) return
    if (found < wanted) throw new InvariantError(`SQLite = ${version}, must be at least ${oldestSqlite.join('.')}`)
  }
}

/** Columns are written as the machine has them, which is little-endian wherever Electron and Node 20 run. */
function assertLittleEndian(): void {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
    throw new InvariantError('byte order = big-endian, must be little-endian')
  }
}

/** A reader in another process keeps the log open; then it stays, empty, until the next writer. */
function foldLog(db: BetterSqlite3.Database): void {
  try {
    db.pragma('busy_timeout = 0')
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.pragma('journal_mode = DELETE')
  } catch (thrown) {
    if (!(thrown instanceof BetterSqlite3.SqliteError)) throw thrown
  }
}

function labFile(file: string, db: BetterSqlite3.Database, close: () => void): LabFile {
  return {
    file,
    db: asReadable(db),
    sizeBytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
    attempt: (body) => {
      try {
        return success(body())
      } catch (thrown) {
        return failureOrThrow(file, thrown)
      }
    },
    close,
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
