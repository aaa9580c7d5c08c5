/**
 * Opens, or makes, a lab file.
 *
 * A lab file is in WAL mode from its making on, open or closed: the mode never changes, so no rollback journal ever lies
 * beside it. A crash leaves at most a write-ahead log, which whoever opens the file next recovers, a reader too. A clean
 * close folds the log into the one file. Foreign keys on, synchronous NORMAL with syncs beside (`logSync.ts`): a crash of the
 * program loses nothing, a crash of the machine at most the last moments (ADR 12).
 *
 * Invariant: an error leaves no new file behind, and changes nothing in the one that is there.
 */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { InvariantError } from '../contract/assertNever'
import { LabFailure } from '../contract/errors'
import { failure, type Result, success } from '../contract/result'
import { assertWritable, makeLookable, makeReadable } from './assertSound'
import { createLabFile } from './createLabFile'
import { examineContent } from './examineLabFile'
import { asReadable, asWritable, watchCommits } from './labDatabase'
import type { LabFile, WritableLabFile } from './labFile'
import { canWrite, findPlace, identityOf, isSame, refuse } from './labFilePlace'
import { createLogSync, type LogSync } from './logSync'
import { migrate, readVersion, supportedVersion } from './migrate'
import { OpenedFile } from './openedFile'
import { syncFile, syncFolder } from './replaceFile'
import { sealWrites } from './seals'
import { storeFailure } from './storeFailure'
import { setLogsAside, settleLogs } from './strayLogs'
import { takeWriterLock, type WriterLock } from './writerLock'

/** Long enough for a reader to finish a list, short enough to be told. */
const busyTimeoutMs = 5000
/** Before it, two connections could corrupt a write-ahead log when it is reset. Source: sqlite.org, release 3.51.3. */
const oldestSqlite = [3, 51, 3] as const

/**
 * @param mode `write` makes the file when there is none, brings it up to date and holds the writer's lock;
 *   `read` needs no lock and sees what a writer has committed; `again` reads too, in a process that has the file open
 *   already: the file is not looked at anew, since closing a second handle of it would drop the locks of the first. The handle
 *   that is open has had to find every table and index sound.
 */
export function openLabFile(path: string, options: { readonly mode: 'write' }): Result<WritableLabFile>
export function openLabFile(path: string, options: { readonly mode: 'read' | 'again' }): Result<LabFile>
export function openLabFile(path: string, options: { readonly mode: 'write' | 'read' | 'again' }): Result<LabFile> {
  const file = resolve(path)
  try {
    if (options.mode === 'write') return success(writableLabFile(openForWriting(file)))
    return success(options.mode === 'read' ? openForReading(file) : readingLabFile(file))
  } catch (thrown) {
    return failureOrThrow(file, thrown)
  }
}

function failureOrThrow(file: string, thrown: unknown): Result<never> {
  const error = storeFailure(file, thrown)
  if (error === undefined) throw thrown
  return failure(error)
}

/** For who looks through everything: damage that another reader is refused for is still to be found. */
export function openForLooking(path: string): Result<LabFile> {
  const file = resolve(path)
  try {
    return success(openForReading(file, makeLookable))
  } catch (thrown) {
    return failureOrThrow(file, thrown)
  }
}

function openForReading(path: string, examine: typeof makeReadable = makeReadable): LabFile {
  const { file } = findPlace(path, 'read')
  const present = identityOf(file)
  if (present !== undefined) settleLogs(file, present)
  examineContent(file)
  return readingLabFile(file, (db) => {
    const version = readVersion(asReadable(db))
    if (version < supportedVersion) {
      throw new LabFailure({ kind: 'storeFromPast', file, version, supported: supportedVersion })
    }
    examine(db, file)
  })
}

function readingLabFile(file: string, examine: (db: BetterSqlite3.Database) => void = () => {}): LabFile {
  const db = readingHandle(file)
  try {
    assertSqliteVersion(db)
    examine(db)
    return { ...partsOf(file), file, db: asReadable(db), close: () => db.close() }
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

/**
 * Where the file and its folder may be written, the handle may write as well, and is told not to: so it recovers what a
 * crash has left, and leaves no log of its own behind. Elsewhere a file with a log is read through that log, and one
 * without is taken as one that nobody writes.
 */
function readingHandle(file: string): BetterSqlite3.Database {
  if (canWrite(file)) {
    const db = new BetterSqlite3(file, { fileMustExist: true, timeout: busyTimeoutMs })
    db.pragma('query_only = ON')
    return db
  }
  const isAlone = !existsSync(`${file}-shm`) && !existsSync(`${file}-journal`) && sizeOf(`${file}-wal`) === 0
  const name = isAlone ? `${pathToFileURL(file).href}?immutable=1` : file
  return new BetterSqlite3(name, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
}

/** A handle that writes, and all that ends with it. */
interface WritingHandle {
  readonly file: string
  readonly db: BetterSqlite3.Database
  readonly opened: OpenedFile
  readonly lock: WriterLock
  readonly sync: LogSync
}

/** @param make - puts a whole lab file in the place of none, or of an empty one */
function openForWriting(path: string, make: (file: string) => void = createLabFile): WritingHandle {
  const { file, state } = findPlace(path, 'write')
  const present = identityOf(file)
  if (present !== undefined) settleLogs(file, present)
  const lock = takeWriterLock(file)
  let db: BetterSqlite3.Database | undefined
  let opened: OpenedFile | undefined
  try {
    if (state !== 'present') {
      setLogsAside(file)
      make(file)
    }
    opened = new OpenedFile(file)
    if (state === 'present' && !isSame(opened.identity, present)) {
      refuse(file, 'was replaced by another program while it was opened; open it again')
    }
    lock.lockItself(opened.identity)
    examineContent(file)
    db = new BetterSqlite3(file, { fileMustExist: true, timeout: busyTimeoutMs })
    makeReady(db, file)
    return readyHandle(file, db, opened, lock)
  } catch (thrown) {
    db?.close()
    opened?.close()
    lock.release()
    throw thrown
  }
}

function readyHandle(file: string, db: BetterSqlite3.Database, opened: OpenedFile, lock: WriterLock): WritingHandle {
  opened.noteWrite()
  const sync = createLogSync(`${file}-wal`)
  watchCommits(asWritable(db), {
    before: () => opened.assertOurs(),
    after: () => {
      opened.noteWrite()
      sync.request()
    },
  })
  return { file, db, opened, lock, sync }
}

function makeReady(db: BetterSqlite3.Database, file: string): void {
  assertSqliteVersion(db)
  assertLittleEndian()
  db.pragma('foreign_keys = ON')
  db.pragma('synchronous = NORMAL')
  // Already so, unless another program has changed it.
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    throw new InvariantError('journal_mode must be wal')
  }
  if (readVersion(asReadable(db)) === supportedVersion) assertWritable(db, file)
  migrate(asWritable(db))
  sealWrites(asWritable(db))
  // The window's process waits for nobody: a write that finds the file locked fails at once and is tried again later.
  db.pragma('busy_timeout = 0')
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

function writableLabFile(first: WritingHandle): WritableLabFile {
  let handle = first
  return {
    get file() {
      return handle.file
    },
    get db() {
      return asWritable(handle.db)
    },
    sizeBytes: () => partsOf(handle.file).sizeBytes(),
    attempt: (body) => partsOf(handle.file).attempt(body),
    lost: () => handle.opened.loss(),
    whenSafe: () => handle.sync.whenSafe(),
    async moveTo(path) {
      try {
        const next = await openCopy(handle.db, resolve(path))
        closeWriting(handle)
        handle = next
        return success(undefined)
      } catch (thrown) {
        return failureOrThrow(resolve(path), thrown)
      }
    },
    close: () => closeWriting(handle),
  }
}

/** Page by page, with time for other work between them; then in its place, whole. */
async function openCopy(db: BetterSqlite3.Database, path: string): Promise<WritingHandle> {
  const { file, state } = findPlace(path, 'write')
  if (state !== 'absent') refuse(file, 'is there already; name a file that is not')
  const copy = `${file}.part`
  const remains = [copy, `${copy}-journal`]
  try {
    for (const left of remains) rmSync(left, { force: true })
    await db.backup(copy)
    return openForWriting(file, () => {
      syncFile(copy)
      renameSync(copy, file)
      syncFolder(dirname(file))
    })
  } finally {
    for (const left of remains) rmSync(left, { force: true })
  }
}

function closeWriting({ file, db, opened, lock, sync }: WritingHandle): void {
  if (!db.open) return
  sync.end()
  if (opened.isOverwritten()) closeUnfolded(db, file)
  else {
    foldLog(db)
    db.close()
  }
  // SQLite leaves the log of a file that has moved; it has been folded into that file, and the lock is still held.
  if (opened.loss() !== null && sizeOf(`${file}-wal`) === 0) {
    for (const left of [`${file}-wal`, `${file}-shm`]) rmSync(left, { force: true })
  }
  opened.close()
  lock.release()
}

/** SQLite folds the log when the last handle closes; a reading one cannot, and the log is set aside meanwhile. */
function closeUnfolded(db: BetterSqlite3.Database, file: string): void {
  const reader = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    reader.pragma('schema_version')
  } catch {
    // What is there now is no database.
  }
  db.close()
  setLogsAside(file)
  reader.close()
}

/** A reader in another process keeps the log open; then it stays, empty, until that one closes. */
function foldLog(db: BetterSqlite3.Database): void {
  try {
    db.pragma('busy_timeout = 0')
    db.pragma('wal_checkpoint(TRUNCATE)')
  } catch (thrown) {
    if (!(thrown instanceof BetterSqlite3.SqliteError)) throw thrown
  }
}

function partsOf(file: string): Pick<LabFile, 'sizeBytes' | 'attempt'> {
  return {
    sizeBytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
    attempt: (body) => {
      try {
        return success(body())
      } catch (thrown) {
        return failureOrThrow(file, thrown)
      }
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
