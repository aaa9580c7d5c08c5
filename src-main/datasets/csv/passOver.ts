/** Reads a CSV file once from beginning to end, row by row, with a digest of its bytes. */
import { createHash, type Hash } from 'node:crypto'
import type { Dialect } from './dialect'
import { tableParser } from './tableParser'
import { readTextChunks } from './textChunks'

/** @throws LabFailure `datasetUnreadable`, naming the line or the byte */
export function passOver(
  file: string,
  dialect: Dialect,
  onRow: (fields: readonly string[], line: number, quoted: readonly number[]) => void,
): Hash {
  const hash = createHash('sha256')
  const parser = tableParser(file, dialect, (fields, line, quoted) => {
    onRow(fields, line, quoted)
    return true
  })
  readTextChunks(file, (text, isLast) => parser.push(text, isLast), { onBytes: (bytes) => hash.update(bytes) })
  return hash
}
