/** What SQLite and the file system throw, in words of the lab. */
import BetterSqlite3 from 'better-sqlite3'
import { type LabError, LabFailure } from '../contract/errors'
import { z } from '../contract/schema'

const damaged = 'is damaged; put a copy of it in its place or choose another lab file'
const otherFile = 'or choose another lab file'
const unlockable = `cannot be locked where it is, as on some network drives; copy it to a disk of this machine ${otherFile}`
const unmappable = `cannot be shared between programs where it is, as on some network drives; copy it to a disk of this machine ${otherFile}`
const unrecovered =
  'was left open by a program that ended suddenly, and putting it right needs writing to it and to its folder; allow that, or copy it with the files beside it to a folder of your own'

/** The longest beginning of the code that stands here decides. Source of the codes: sqlite.org/rescode.html. */
const sqliteReasons: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'is not a Second Moment lab file (not SQLite)',
  SQLITE_CORRUPT: damaged,
  SQLITE_FULL: 'cannot be written: the disk is full; make room and open it again',
  SQLITE_NOMEM: 'needs more memory than there is; close other programs and open it again',
  SQLITE_READONLY: `is read-only; allow writing to it and to its folder, ${otherFile}`,
  SQLITE_READONLY_ROLLBACK: unrecovered,
  SQLITE_READONLY_RECOVERY: unrecovered,
  SQLITE_READONLY_CANTINIT: unrecovered,
  SQLITE_READONLY_CANTLOCK: `is written by another program, and reading it meanwhile needs writing to its folder; close that program ${otherFile}`,
  SQLITE_READONLY_DBMOVED: 'was moved, replaced or deleted while it was open; put it back and open it again',
  SQLITE_READONLY_DIRECTORY: `cannot be written: its folder is read-only; allow writing to it ${otherFile}`,
  SQLITE_BUSY_RECOVERY: 'is being put right by another program after a crash; open it again in a moment',
  SQLITE_PROTOCOL: `is opened by too many programs at once; close one of them ${otherFile}`,
  SQLITE_CANTOPEN: 'cannot be opened; its folder must exist and allow reading and writing',
  SQLITE_CANTOPEN_ISDIR: 'cannot be opened: there is a folder in the place of one of its files',
  SQLITE_CANTOPEN_FULLPATH: 'cannot be opened: its path is too long or cannot be followed',
  SQLITE_CANTOPEN_SYMLINK: 'cannot be opened: a link stands in the place of one of its files',
  SQLITE_PERM: 'cannot be opened: permission denied',
  SQLITE_AUTH: 'cannot be opened: permission denied',
  SQLITE_IOERR: 'cannot be read or written (the disk reports an error)',
  SQLITE_IOERR_READ: 'cannot be read: the disk reports an error; copy what can be copied to another disk',
  SQLITE_IOERR_SHORT_READ: 'became shorter while it was read; put a whole copy of it in its place',
  SQLITE_IOERR_WRITE: 'cannot be written: the disk reports an error; copy it to another disk',
  SQLITE_IOERR_TRUNCATE: 'cannot be written: the disk reports an error; copy it to another disk',
  SQLITE_IOERR_FSYNC: 'cannot be made safe on its disk, which reports an error; copy it to another disk',
  SQLITE_IOERR_DIR_FSYNC: 'cannot be made safe on its disk: its folder reports an error; copy it to another disk',
  SQLITE_IOERR_FSTAT: 'cannot be examined: the disk reports an error; see that the drive is still there',
  SQLITE_IOERR_ACCESS: 'cannot be examined: the disk reports an error; see that the drive is still there',
  SQLITE_IOERR_SEEK: 'cannot be examined: the disk reports an error; see that the drive is still there',
  SQLITE_IOERR_CLOSE: 'cannot be closed: the disk reports an error; what was stored last may be missing',
  SQLITE_IOERR_DELETE: 'cannot be put right: a file that SQLite keeps beside it cannot be removed',
  SQLITE_IOERR_LOCK: unlockable,
  SQLITE_IOERR_RDLOCK: unlockable,
  SQLITE_IOERR_UNLOCK: unlockable,
  SQLITE_IOERR_CHECKRESERVEDLOCK: unlockable,
  SQLITE_IOERR_SHMLOCK: unlockable,
  SQLITE_IOERR_SHMOPEN: unmappable,
  SQLITE_IOERR_SHMSIZE: unmappable,
  SQLITE_IOERR_SHMMAP: unmappable,
  SQLITE_IOERR_MMAP: unmappable,
  SQLITE_IOERR_NOMEM: 'needs more memory than there is; close other programs and open it again',
  SQLITE_IOERR_GETTEMPPATH: 'needs a folder for temporary files, and there is none that can be written',
  SQLITE_IOERR_AUTH: 'cannot be opened: permission denied',
  SQLITE_IOERR_VNODE: 'was moved, replaced or deleted while it was open; put it back and open it again',
  SQLITE_IOERR_DATA: damaged,
  SQLITE_IOERR_CORRUPTFS: 'cannot be read: its file system is damaged; copy what can be copied to another disk',
}

/** Another program writes it. It passes, and has an error of its own. */
const isLocked = /^SQLITE_(BUSY|LOCKED)/

const fileReasons: Readonly<Record<string, string>> = {
  EACCES: 'cannot be opened: permission denied',
  EPERM: 'cannot be opened: permission denied',
  EIO: 'cannot be read or written (the disk reports an error)',
  EISDIR: 'cannot be made: there is a folder in the place of one of its files',
  ENOSPC: 'cannot be written: the disk is full; make room and open it again',
  EDQUOT: 'cannot be written: the disk is full; make room and open it again',
  EROFS: 'cannot be written: its folder is read-only',
  ENOTDIR: 'cannot be opened: a part of its path is not a folder',
  EEXIST: 'cannot be made: a part of its path is not a folder',
  ENAMETOOLONG: 'cannot be opened: its path is too long',
  ELOOP: 'cannot be opened: its path is a circle of links',
}

/** The error as data when it comes from the lab file; undefined for anything else, which is the program's own. */
export function storeFailure(file: string, thrown: unknown): LabError | undefined {
  if (thrown instanceof LabFailure) {
    // Who finds damage knows the name of its handle, which may be another way to write the path.
    return thrown.error.kind === 'damaged' ? { ...thrown.error, file } : thrown.error
  }
  if (isOfContent(thrown)) return { kind: 'storeUnavailable', file, reason: damaged }
  const code = thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  const isOfSqlite = thrown instanceof BetterSqlite3.SqliteError
  const reason = isOfSqlite ? sqliteReason(code) : fileReasons[code]
  if (isOfSqlite && reason === undefined && isLocked.test(code)) return { kind: 'labFileLocked', file }
  return reason === undefined ? undefined : { kind: 'storeUnavailable', file, reason }
}

function sqliteReason(code: string): string | undefined {
  for (
    let beginning = code;
    beginning !== '';
    beginning = beginning.slice(0, Math.max(0, beginning.lastIndexOf('_')))
  ) {
    const reason = sqliteReasons[beginning]
    if (reason !== undefined) return reason
  }
  return undefined
}

/** A column that holds no JSON, or not what the contract says: pages that SQLite itself finds sound can be overwritten. */
function isOfContent(thrown: unknown): boolean {
  return thrown instanceof SyntaxError || thrown instanceof z.ZodError
}
