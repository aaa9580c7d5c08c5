/**
 * Writes a file whole or not at all: beside its place first, synced, then renamed, and the folder synced.
 *
 * After a power cut the name holds the old content or the new one, never a part of it.
 */
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * @param pieces of text in UTF-8, or of bytes, in order; they may be made while they are written.
 * @throws what the file system or making the pieces throws; then the file is as it was, and nothing lies beside it.
 */
export function replaceFile(file: string, pieces: Iterable<string | Uint8Array>): void {
  const target = withoutLinks(file)
  const unfinished = `${target}.part`
  const descriptor = openSync(unfinished, 'w')
  try {
    try {
      for (const piece of pieces) writePiece(descriptor, piece)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(unfinished, target)
  } catch (thrown) {
    rmSync(unfinished, { force: true })
    throw thrown
  }
  syncFolder(dirname(target))
}

/** A symbolic link stays one, and what it points to is replaced. */
function withoutLinks(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

/** A rename is on the disk once its folder is. Windows has no handles of folders, and keeps their order by itself. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncFile(folder, 'r')
}

export function syncFile(file: string, access: 'r' | 'r+' = 'r+'): void {
  const descriptor = openSync(file, access)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function writePiece(descriptor: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
  let written = 0
  while (written < bytes.length) written += writeSync(descriptor, bytes, written)
}
