/**
 * One writer for each lab file, across processes: two locks, held as long as the file is open.
 *
 * One lies beside the file, `FILE-writer`, where every user and machine that sees the file sees it. The other is of the
 * file itself, by device and inode, in the folder for temporary files: it holds whatever name the file is given.
 *
 * A lock is a tiny database in an open write transaction: the operating system drops it when the process ends, however it
 * ends. It names its holder and the file, readable by whoever is refused. What a killed process leaves holds nobody.
 *
 * Invariant: a lock file is removed while the lock is still held. Who opened the removed file in between finds at its
 * first write that the file has moved (SQLITE_READONLY_DBMOVED), and tries again with a new one.
 */
import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { type Identity, identityOf, refuse } from './labFilePlace'

export interface WriterLock {
  /** The file is there now: locks it itself. @throws LabFailure `storeUnavailable` when it is written under another name */
  lockItself(opened: Identity): void
  release(): void
}

/** Who holds a lock, or held it when it was killed. */
export interface Holder {
  readonly process: number
  /** Path of the lab file when it was opened. */
  readonly file: string
  /** Of the lab file; undefined before it is made. */
  readonly opened: Identity | undefined
  /** Whether the lock file is the one that the holder made, and no copy of it. */
  readonly isOriginal: boolean
}

interface HeldLock {
  record(opened: Identity | undefined): void
  release(): void
}

/** Whatever a power cut has left of it. */
interface HolderRow {
  readonly process: unknown
  readonly file: unknown
  readonly opened: unknown
  readonly lock: unknown
}

/** Whoever looks whether a lock is held has it for a moment; a second writer is told that little later. */
const glanceMs = 200
/** A removed lock file is met when another writer closes at the same moment; twice in a row is chance enough. */
const attempts = 5

const makeTable = 'CREATE TABLE IF NOT EXISTS holder (process INTEGER, file TEXT, opened TEXT, lock TEXT)'
const insertHolder = 'INSERT INTO holder (process, file, opened, lock) VALUES (?, ?, ?, ?)'

export function lockBeside(file: string): string {
  return `${file}-writer`
}

/** The same for every process of a user, whatever its environment says. */
const temporaryFolder = process.platform === 'win32' ? tmpdir() : '/tmp'

export function lockOf({ device, inode }: Identity): string {
  return join(temporaryFolder, `second-moment-writers-${userInfo().uid}`, `${device}-${inode}`)
}

/**
 * @param file - with links resolved
 * @throws LabFailure `storeUnavailable` when another process, or another handle of this one, has the lock.
 * @throws SqliteError when the lock file cannot be made.
 */
export function takeWriterLock(file: string): WriterLock {
  const beside = take(lockBeside(file), file, identityOf(file))
  let itself: HeldLock | undefined
  return {
    lockItself(opened) {
      beside.record(opened)
      if (hasFolder(lockOf(opened))) itself = take(lockOf(opened), file, opened)
    },
    release() {
      itself?.release()
      beside.release()
    },
  }
}

/** Undefined where there is no lock file, or none that can be read. */
export function readHolder(lockFile: string): Holder | undefined {
  if (!existsSync(lockFile)) return undefined
  let lock: BetterSqlite3.Database | undefined
  try {
    lock = new BetterSqlite3(lockFile, { readonly: true, timeout: 0 })
    return holderIn(lock, lockFile)
  } catch (thrown) {
    if (thrown instanceof BetterSqlite3.SqliteError) return undefined
    throw thrown
  } finally {
    lock?.close()
  }
}

/** Whether a process that lives holds it; one that cannot be tried counts as held. */
export function isHeld(lockFile: string): boolean {
  if (!existsSync(lockFile)) return false
  if (!isWritable(lockFile)) return isHolderAlive(readHolder(lockFile))
  let lock: BetterSqlite3.Database | undefined
  try {
    lock = new BetterSqlite3(lockFile, { fileMustExist: true, timeout: 0 })
    lock.exec('BEGIN IMMEDIATE; ROLLBACK')
    return false
  } catch (thrown) {
    if (thrown instanceof BetterSqlite3.SqliteError) return !isUnreadable(thrown)
    throw thrown
  } finally {
    lock?.close()
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** For who may not lock it, and so cannot try: a write transaction on a file that may only be read is a read. */
function isHolderAlive(holder: Holder | undefined): boolean {
  if (!holder?.isOriginal) return false
  try {
    return process.kill(holder.process, 0)
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

/** Whether a process that lives has the file open for writing, under this name or another. @param file - links resolved */
export function hasLivingWriter(file: string): boolean {
  const itself = identityOf(file)
  return isHeld(lockBeside(file)) || (itself !== undefined && isHeld(lockOf(itself)))
}

/** "(process 12), which opened it as /old/name.lab". */
export function holderText({ process, file: openedAs }: Holder, file: string): string {
  return `another Second Moment (process ${process})${openedAs === file ? '' : `, which opened it as ${openedAs}`}`
}

function take(lockFile: string, file: string, opened: Identity | undefined): HeldLock {
  for (let attempt = 1; ; attempt++) {
    try {
      return takeOnce(lockFile, file, opened)
    } catch (thrown) {
      if (attempt === attempts) throw thrown
      // A power cut left a part of a lock file, which holds nobody.
      if (isUnreadable(thrown)) for (const path of [lockFile, `${lockFile}-journal`]) rmSync(path, { force: true })
      else if (!hasMoved(thrown)) throw thrown
    }
  }
}

function takeOnce(lockFile: string, file: string, opened: Identity | undefined): HeldLock {
  const wasThere = existsSync(lockFile)
  const lock = new BetterSqlite3(lockFile, { timeout: glanceMs })
  try {
    // What is in it counts only while its holder lives.
    lock.pragma('synchronous = OFF')
    lock.exec('BEGIN IMMEDIATE')
    const held = heldLock(lock, lockFile, file)
    held.record(opened)
    return held
  } catch (thrown) {
    const isOurs = lock.inTransaction
    const holder = isBusy(thrown) ? readHolder(lockFile) : undefined
    if (isOurs && !wasThere && !hasMoved(thrown)) rmSync(lockFile, { force: true })
    lock.close()
    if (!isBusy(thrown)) throw thrown
    const who = holder === undefined ? 'another Second Moment' : holderText(holder, file)
    refuse(file, `is in use by ${who}; close it or name another file`)
  }
}

function heldLock(lock: BetterSqlite3.Database, lockFile: string, file: string): HeldLock {
  return {
    record(opened) {
      lock.exec(makeTable)
      lock.exec('DELETE FROM holder')
      lock.prepare(insertHolder).run(process.pid, file, textOf(opened), markOf(lockFile))
      lock.exec('COMMIT; BEGIN IMMEDIATE')
    },
    release() {
      if (!lock.open) return
      try {
        rmSync(lockFile, { force: true })
      } catch {
        // Windows refuses to remove an open file; it goes after the handle has.
      }
      lock.exec('ROLLBACK')
      lock.close()
      if (process.platform === 'win32') rmSync(lockFile, { force: true })
    },
  }
}

function holderIn(lock: BetterSqlite3.Database, lockFile: string): Holder | undefined {
  const row = lock.prepare<[], HolderRow>('SELECT process, file, opened, lock FROM holder').get()
  if (typeof row?.process !== 'number' || typeof row.file !== 'string') return undefined
  const [, device, inode] = /^(\d+)-(\d+)$/.exec(String(row.opened)) ?? []
  return {
    process: row.process,
    file: row.file,
    opened: device && inode ? { device: BigInt(device), inode: BigInt(inode) } : undefined,
    isOriginal: row.lock === markOf(lockFile),
  }
}

/** A copy has another one: the number of an inode comes back, the time of its making does not. */
function markOf(lockFile: string): string {
  const { dev, ino, birthtimeNs } = statSync(lockFile, { bigint: true })
  return `${dev}-${ino}-${birthtimeNs}`
}

function textOf(identity: Identity | undefined): string {
  return identity === undefined ? '' : `${identity.device}-${identity.inode}`
}

/** Where there is no folder for temporary files, or it is another user's, the lock beside the file stands alone. */
function hasFolder(lockFile: string): boolean {
  const folder = dirname(lockFile)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch {
    // It is there already, or cannot be made.
  }
  const uid = userInfo().uid
  const found = statSync(folder, { throwIfNoEntry: false })
  return found !== undefined && (uid === -1 || found.uid === uid)
}

/** The lock file was removed by an owner who closed after it was opened here. */
function hasMoved(thrown: unknown): boolean {
  return hasCode(thrown, 'SQLITE_READONLY_DBMOVED')
}

function isUnreadable(thrown: unknown): boolean {
  return hasCode(thrown, 'SQLITE_NOTADB') || hasCode(thrown, 'SQLITE_CORRUPT')
}

function isBusy(thrown: unknown): boolean {
  return hasCode(thrown, 'SQLITE_BUSY')
}

function hasCode(thrown: unknown, beginning: string): boolean {
  return thrown instanceof BetterSqlite3.SqliteError && thrown.code.startsWith(beginning)
}
