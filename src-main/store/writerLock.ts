/**
 * One writer for each lab file, across processes.
 *
 * A second, tiny database `FILE-writer` is held in an open write transaction: the operating system drops that lock when
 * the process ends, however it ends. It holds the process number of the owner, readable by whoever is refused.
 *
 * Invariant: the file is removed while the lock is still held. Who opened the removed file in between finds at its
 * first write that the file has moved (SQLITE_READONLY_DBMOVED), and tries again with a new one.
 */
import { existsSync, rmSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { LabFailure } from '../contract/errors'

export interface WriterLock {
  release(): void
}

/** A removed lock file is met when another writer closes at the same moment; twice in a row is chance enough. */
const attempts = 5

/**
 * @throws LabFailure `storeUnavailable` when another process, or another handle of this one, has the lock.
 * @throws SqliteError when the lock file cannot be made.
 */
export function takeWriterLock(file: string): WriterLock {
  for (let attempt = 1; ; attempt++) {
    try {
      return takeOnce(file)
    } catch (thrown) {
      if (!hasMoved(thrown) || attempt === attempts) throw thrown
    }
  }
}

function takeOnce(file: string): WriterLock {
  const lockFile = `${file}-writer`
  const wasThere = existsSync(lockFile)
  let lock: BetterSqlite3.Database | undefined
  let isHeld = false
  try {
    lock = new BetterSqlite3(lockFile, { timeout: 0 })
    lock.exec('BEGIN IMMEDIATE')
    isHeld = true
    lock.pragma(`user_version = ${process.pid}`)
    lock.exec('COMMIT')
    isHeld = false
    lock.exec('BEGIN IMMEDIATE')
    isHeld = true
    return lockHeldBy(lock, lockFile)
  } catch (thrown) {
    const owner = isBusy(thrown) ? ownerOf(lock) : undefined
    if (isHeld && !wasThere && !hasMoved(thrown)) rmSync(lockFile, { force: true })
    lock?.close()
    if (!isBusy(thrown)) throw thrown
    const process = owner === undefined ? '' : ` (process ${owner})`
    const reason = `is in use by another Second Moment${process}; close it or name another file`
    throw new LabFailure({ kind: 'storeUnavailable', file, reason })
  }
}

function lockHeldBy(lock: BetterSqlite3.Database, lockFile: string): WriterLock {
  return {
    release: () => {
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

/** The lock file was removed by an owner who closed after it was opened here. */
function hasMoved(thrown: unknown): boolean {
  return thrown instanceof BetterSqlite3.SqliteError && thrown.code === 'SQLITE_READONLY_DBMOVED'
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof BetterSqlite3.SqliteError && thrown.code.startsWith('SQLITE_BUSY')
}

/** Unknown while the owner is just writing it. */
function ownerOf(lock: BetterSqlite3.Database | undefined): number | undefined {
  try {
    const owner = Number(lock?.pragma('user_version', { simple: true }))
    return owner > 0 ? owner : undefined
  } catch {
    return undefined
  }
}
