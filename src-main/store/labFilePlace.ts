/**
 * Where a lab file is, and which one it is: a name can come to mean another file.
 *
 * Symbolic links are resolved, so that every link leads to one lock and one write-ahead log. A second hard link would
 * have a log of its own over the same pages, so a file with two names is refused.
 * Source: sqlite.org/howtocorrupt.html, sections 2.4 to 2.6.
 */
import { accessSync, type BigIntStats, constants, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type LabError, LabFailure } from '../contract/errors'

/** Write permission of owner, group and others. */
const writeBits = 0o222n
/** As many links as Linux follows. */
const longestChain = 40

/** Device and inode: the file itself, whatever its name. */
export interface Identity {
  readonly device: bigint
  readonly inode: bigint
}

/** `absent`: may be made; `empty`: no bytes yet; `present`: there is something to examine. */
export interface LabFilePlace {
  /** Full path, links resolved. */
  readonly file: string
  readonly state: 'absent' | 'empty' | 'present'
}

export function refuse(file: string, reason: string): never {
  const error: LabError = { kind: 'storeUnavailable', file, reason }
  throw new LabFailure(error)
}

/**
 * Where the file is to be, without opening it.
 *
 * @throws LabFailure `storeUnavailable`; and what the file system throws.
 */
export function findPlace(path: string, mode: 'write' | 'read'): LabFilePlace {
  const file = withoutLinks(path)
  const found = statOf(file)
  if (found?.isDirectory()) refuse(file, 'is a folder; name a file in it')
  if (found !== undefined && !found.isFile()) refuse(file, 'is not an ordinary file')
  if (found !== undefined && found.nlink > 1n) {
    refuse(file, `has ${found.nlink} names (hard links), but one program can write it under one name only; copy it`)
  }
  if (mode === 'read') {
    if (found === undefined) refuse(file, 'does not exist')
    if (found.size === 0n) refuse(file, 'is not a Second Moment lab file (it is empty)')
    return { file, state: 'present' }
  }
  const folder = statOf(dirname(file))
  if (folder === undefined) refuse(file, `cannot be made: the folder ${dirname(file)} does not exist`)
  if (!folder.isDirectory()) refuse(file, `cannot be made: ${dirname(file)} is not a folder`)
  if ((folder.mode & writeBits) === 0n) refuse(file, `cannot be written: the folder ${dirname(file)} is read-only`)
  if (found === undefined) return { file, state: 'absent' }
  if ((found.mode & writeBits) === 0n) refuse(file, 'is read-only; allow writing to it or choose another lab file')
  return { file, state: found.size === 0n ? 'empty' : 'present' }
}

/**
 * Whether SQLite may write the file, and make its log beside it.
 *
 * A file or folder whose mode lets nobody write counts as read-only for the superuser too: someone meant it so.
 */
export function canWrite(file: string): boolean {
  return [file, dirname(file)].every((path) => {
    try {
      accessSync(path, constants.R_OK | constants.W_OK)
      return (statSync(path, { bigint: true }).mode & writeBits) !== 0n
    } catch {
      return false
    }
  })
}

/** Undefined where there is no file of that name. */
export function identityOf(file: string): Identity | undefined {
  const found = statOf(file)
  return found === undefined ? undefined : { device: found.dev, inode: found.ino }
}

export function isSame(one: Identity | undefined, other: Identity | undefined): boolean {
  return one !== undefined && one.device === other?.device && one.inode === other.inode
}

function statOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })
}

/** Also of a link whose file is not there yet: it is to be made where the link points. */
function withoutLinks(path: string): string {
  let file = resolve(path)
  for (let links = 0; links < longestChain; links++) {
    const folder = dirname(file)
    if (statOf(folder) === undefined) break
    file = join(realpathSync(folder), basename(file))
    if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) break
    file = resolve(dirname(file), readlinkSync(file))
  }
  return file
}
