/**
 * Looks at a file before SQLite opens it, without changing a byte: what is not ours, or from the future, stays
 * untouched.
 *
 * Reads the first 100 bytes of the SQLite file format: magic, page size (16), change counter (24), page count (28),
 * user_version (60), application_id (68), version-valid-for (92), all big-endian.
 * Source: sqlite.org/fileformat2.html, section 1.3.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { type LabError, LabFailure } from '../contract/errors'
import { developmentApplicationId, labApplicationId, supportedVersion } from './migrate'

const headerBytes = 100
const magic = 'SQLite format 3\0'
/** Write permission of owner, group and others. */
const writeBits = 0o222

/** `absent`: may be made; `empty`: no bytes yet; `present`: there is something to examine. */
export type LabFilePlace = 'absent' | 'empty' | 'present'

/**
 * Where the file is to be, without opening it.
 *
 * A file or folder whose mode lets nobody write counts as read-only for the superuser too: someone meant it so.
 *
 * @throws LabFailure `storeUnavailable`; and what the file system throws.
 */
export function examinePlace(file: string, mode: 'write' | 'read'): LabFilePlace {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory()) refuse(file, 'is a folder; name a file in it')
  if (found !== undefined && !found.isFile()) refuse(file, 'is not an ordinary file')
  if (mode === 'read') {
    if (found === undefined) refuse(file, 'does not exist')
    if (found.size === 0) refuse(file, 'is not a Second Moment lab file (it is empty)')
    return 'present'
  }
  const folder = statSync(dirname(file), { throwIfNoEntry: false })
  if (folder === undefined) refuse(file, `cannot be made: the folder ${dirname(file)} does not exist`)
  if (!folder.isDirectory()) refuse(file, `cannot be made: ${dirname(file)} is not a folder`)
  if ((folder.mode & writeBits) === 0) refuse(file, `cannot be written: the folder ${dirname(file)} is read-only`)
  if (found === undefined) return 'absent'
  if ((found.mode & writeBits) === 0) refuse(file, 'is read-only; allow writing to it or choose another lab file')
  return found.size === 0 ? 'empty' : 'present'
}

/**
 * Whether a file with bytes in it is ours, whole, and of a format this program knows.
 *
 * Hazard: closing the header's handle drops this process's locks on the file, so a writer takes the writer's lock
 * first: then no handle of this process is open on it.
 *
 * @throws LabFailure `storeUnavailable` or `storeFromFuture`; and what SQLite and the file system throw.
 */
export function examineContent(file: string): void {
  const header = readHeader(file)
  if (header.length < headerBytes || header.toString('latin1', 0, 16) !== magic) {
    refuse(file, 'is not a Second Moment lab file (not SQLite)')
  }
  const isAlone = !existsSync(`${file}-wal`) && !existsSync(`${file}-journal`)
  const marks = isAlone ? headerMarks(header) : readMarks(file)
  if (marks.applicationId === developmentApplicationId) {
    refuse(file, 'was written by a development version of Second Moment, whose format is not read; name another file')
  }
  if (marks.applicationId !== labApplicationId) {
    refuse(file, 'is not a Second Moment lab file (an SQLite database of another program)')
  }
  if (marks.version > supportedVersion) {
    throw new LabFailure({ kind: 'storeFromFuture', file, version: marks.version, supported: supportedVersion })
  }
  if (isAlone) refuseTruncated(file, header)
}

function refuse(file: string, reason: string): never {
  const error: LabError = { kind: 'storeUnavailable', file, reason }
  throw new LabFailure(error)
}

function readHeader(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const header = Buffer.alloc(headerBytes)
    return header.subarray(0, readSync(handle, header, 0, headerBytes, 0))
  } finally {
    closeSync(handle)
  }
}

interface Marks {
  readonly applicationId: number
  readonly version: number
}

function headerMarks(header: Buffer): Marks {
  return { version: header.readUInt32BE(60), applicationId: header.readUInt32BE(68) }
}

/** While a log or journal lies beside the file, the newest header may be in there: a reading handle sees it. */
function readMarks(file: string): Marks {
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    return {
      version: Number(db.pragma('user_version', { simple: true })),
      applicationId: Number(db.pragma('application_id', { simple: true })),
    }
  } finally {
    db.close()
  }
}

function refuseTruncated(file: string, header: Buffer): void {
  const sizeBytes = statSync(file).size
  const stored = header.readUInt16BE(16)
  const pageBytes = stored === 1 ? 65_536 : stored
  const isPageCountValid = header.readUInt32BE(24) === header.readUInt32BE(92)
  const expectedBytes = isPageCountValid ? header.readUInt32BE(28) * pageBytes : 0
  if (sizeBytes < expectedBytes) {
    refuse(file, `is truncated (${sizeBytes} of ${expectedBytes} bytes); put a whole copy of it in its place`)
  }
}
