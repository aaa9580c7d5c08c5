/** Bytes of a file of the user's own; every fault of the file system becomes one sentence. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { LabFailure } from '../contract/errors'
import { refuse } from './refuse'

/** What one read can take: 2 GiB less one byte. */
const largestFileBytes = 2 ** 31 - 1

/** @throws LabFailure `datasetUnreadable` */
export function readBytes(file: string): Uint8Array {
  return orRefuse(file, () => {
    const size = sizeOfOrdinaryFile(file)
    if (size > largestFileBytes) refuse(file, `has ${size} bytes; at most ${largestFileBytes} are read`)
    return readFileSync(file)
  })
}

export interface OpenFile {
  readonly sizeBytes: number
  /** Fills `into` from a byte of the file on, as far as the file goes; answers how many bytes there were. */
  read(into: Uint8Array, position: number): number
}

/**
 * Opens a regular file for the time of `use`.
 *
 * @throws LabFailure `datasetUnreadable`
 */
export function withOpenFile<T>(file: string, use: (open: OpenFile) => T): T {
  return orRefuse(file, () => {
    const sizeBytes = sizeOfOrdinaryFile(file)
    const descriptor = openSync(file, 'r')
    try {
      return use({ sizeBytes, read: (into, position) => readFully(descriptor, into, position) })
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Looked at before it is opened: a pipe or a device could keep the reader waiting for ever. */
function sizeOfOrdinaryFile(file: string): number {
  const facts = statSync(file)
  if (facts.isDirectory()) refuse(file, 'cannot be read: it is a folder')
  if (!facts.isFile()) refuse(file, 'cannot be read: it is no ordinary file')
  return facts.size
}

function readFully(descriptor: number, into: Uint8Array, position: number): number {
  let count = 0
  while (count < into.length) {
    const more = readSync(descriptor, into, count, into.length - count, position + count)
    if (more === 0) break
    count += more
  }
  return count
}

function orRefuse<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof LabFailure) throw error
    const reason = systemReason(error)
    if (reason === undefined) throw error
    return refuse(file, `cannot be read: ${reason}`)
  }
}

/** In words, when the file system is what failed. */
function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error.code === 'ENOENT') return 'there is no such file'
  if (error.code === 'EACCES') return 'permission is denied'
  if (error.code === 'EISDIR') return 'it is a folder'
  return error.message
}
