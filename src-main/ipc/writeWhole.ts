/** Writes a file whole or not at all: beside its place first, then renamed. */
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { failure, type Result, success } from '../contract/result'

/** @param pieces of text in UTF-8, or of bytes, in order; they may be made while they are written. */
export function writeWhole(file: string, pieces: Iterable<string | Uint8Array>): Result<string> {
  const unfinished = `${file}.part`
  try {
    const descriptor = openSync(unfinished, 'w')
    try {
      for (const piece of pieces) writePiece(descriptor, piece)
    } finally {
      closeSync(descriptor)
    }
    renameSync(unfinished, file)
    return success(file)
  } catch (thrown) {
    rmSync(unfinished, { force: true })
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    return failure({ kind: 'invalidInput', what: `${file} could not be written (${reason})`, problems: [] })
  }
}

function writePiece(descriptor: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
  let written = 0
  while (written < bytes.length) written += writeSync(descriptor, bytes, written)
}
