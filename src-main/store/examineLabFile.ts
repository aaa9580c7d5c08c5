/**
 * Looks at a file before SQLite opens it for writing, without changing a byte: what is not ours, or from the future,
 * stays untouched.
 *
 * Reads the first 100 bytes of the SQLite file format: magic, page size (16), change counter (24), page count (28),
 * user_version (60), application_id (68), version-valid-for (92), all big-endian. A lab file is made whole, so these
 * marks are in the file itself from the first moment on, whatever lies in a log.
 * Source: sqlite.org/fileformat2.html, section 1.3.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { LabFailure } from '../contract/errors'
import { assertHeaderSound } from './assertSound'
import { refuse } from './labFilePlace'
import { developmentApplicationId, labApplicationId, supportedVersion } from './migrate'

const headerBytes = 100
const magic = 'SQLite format 3\0'

/**
 * Whether a file with bytes in it is ours, whole, and of a format this program knows.
 *
 * Hazard: closing the header's handle drops this process's locks on the file, so no handle of this process may be open
 * on it.
 *
 * @throws LabFailure `storeUnavailable` or `storeFromFuture`; and what the file system throws.
 */
export function examineContent(file: string): void {
  const header = readHeader(file)
  if (header.length < headerBytes || header.toString('latin1', 0, 16) !== magic) {
    refuse(file, 'is not a Second Moment lab file (not SQLite)')
  }
  const applicationId = header.readUInt32BE(68)
  if (applicationId === developmentApplicationId) {
    refuse(file, 'was written by a development version of Second Moment, whose format is not read; name another file')
  }
  if (applicationId !== labApplicationId) {
    refuse(file, 'is not a Second Moment lab file (an SQLite database of another program)')
  }
  assertHeaderSound(file, header)
  const hasLog = existsSync(`${file}-wal`)
  const version = hasLog ? versionInLog(file) : undefined
  refuseFuture(file, version ?? header.readUInt32BE(60))
  if (!hasLog && !existsSync(`${file}-journal`)) refuseTruncated(file, header)
}

function refuseFuture(file: string, version: number): void {
  if (version <= supportedVersion) return
  throw new LabFailure({ kind: 'storeFromFuture', file, version, supported: supportedVersion })
}

/** The newest format may be in the log alone. Undefined where the log needs recovery, which reading cannot give it. */
function versionInLog(file: string): number | undefined {
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } catch (thrown) {
    if (thrown instanceof BetterSqlite3.SqliteError) return undefined
    throw thrown
  } finally {
    db.close()
  }
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

function refuseTruncated(file: string, header: Buffer): void {
  const sizeBytes = statSync(file).size
  const stored = header.readUInt16BE(16)
  const pageBytes = stored === 1 ? 65_536 : stored
  const isPageCountValid = header.readUInt32BE(24) === header.readUInt32BE(92)
  const expectedBytes = isPageCountValid ? header.readUInt32BE(28) * pageBytes : 0
  if (sizeBytes < expectedBytes) {
    const held = `it has ${sizeBytes} of the ${expectedBytes} bytes that its header names`
    refuse(file, `is truncated, or its header is damaged: ${held}; put a whole copy of it in its place`)
  }
}
