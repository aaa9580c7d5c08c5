/** What SQLite and the file system throw, in words of the lab. */
import BetterSqlite3 from 'better-sqlite3'
import { type LabError, LabFailure } from '../contract/errors'
import { z } from '../contract/schema'

const damaged = 'is damaged; put a copy of it in its place or choose another lab file'

const sqliteReasons: ReadonlyArray<readonly [code: string, reason: string]> = [
  ['SQLITE_NOTADB', 'is not a Second Moment lab file (not SQLite)'],
  ['SQLITE_CORRUPT', damaged],
  ['SQLITE_FULL', 'cannot be written: the disk is full; make room and open it again'],
  ['SQLITE_READONLY', 'is read-only; allow writing to it and to its folder, or choose another lab file'],
  ['SQLITE_BUSY', 'is in use by another program; close that program or choose another lab file'],
  ['SQLITE_LOCKED', 'is in use by another program; close that program or choose another lab file'],
  ['SQLITE_CANTOPEN', 'cannot be opened; its folder must exist and allow reading and writing'],
  ['SQLITE_PERM', 'cannot be opened: permission denied'],
  ['SQLITE_AUTH', 'cannot be opened: permission denied'],
  ['SQLITE_IOERR', 'cannot be read or written (the disk reports an error)'],
]

const fileReasons: Readonly<Record<string, string>> = {
  EACCES: 'cannot be opened: permission denied',
  EPERM: 'cannot be opened: permission denied',
  ENOSPC: 'cannot be written: the disk is full; make room and open it again',
  EROFS: 'cannot be written: its folder is read-only',
  ENOTDIR: 'cannot be opened: a part of its path is not a folder',
  EEXIST: 'cannot be made: a part of its path is not a folder',
  ENAMETOOLONG: 'cannot be opened: its path is too long',
  ELOOP: 'cannot be opened: its path is a circle of links',
}

/** The error as data when it comes from the lab file; undefined for anything else, which is the program's own. */
export function storeFailure(file: string, thrown: unknown): LabError | undefined {
  if (thrown instanceof LabFailure) return thrown.error
  if (isOfContent(thrown)) return { kind: 'storeUnavailable', file, reason: damaged }
  const code = thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  const reason =
    thrown instanceof BetterSqlite3.SqliteError
      ? sqliteReasons.find(([beginning]) => code.startsWith(beginning))?.[1]
      : fileReasons[code]
  return reason === undefined ? undefined : { kind: 'storeUnavailable', file, reason }
}

/** A column that holds no JSON, or not what the contract says: pages that SQLite itself finds sound can be overwritten. */
function isOfContent(thrown: unknown): boolean {
  return thrown instanceof SyntaxError || thrown instanceof z.ZodError
}
