/**
 * Makes a new lab file whole: in memory, then written under another name, synced and renamed. At no moment is there a
 * part of a lab file, or a journal, under its name.
 */
import BetterSqlite3 from 'better-sqlite3'
import { asWritable } from './labDatabase'
import { migrate } from './migrate'
import { replaceFile } from './replaceFile'

/** Offset of the two bytes that say how the file is written and read; 2: with a write-ahead log. */
const formatVersions = 18
const withLog = 2

/** In place of an empty file, if there is one. */
export function createLabFile(file: string): void {
  replaceFile(file, [newLabFile()])
}

/** The bytes of a lab file without runs. */
export function newLabFile(): Buffer {
  const db = asWritable(new BetterSqlite3(':memory:'))
  try {
    // Before the first table: pages that a purge frees can then be given back without copying the whole file.
    db.pragma('auto_vacuum = INCREMENTAL')
    db.pragma('foreign_keys = ON')
    migrate(db)
    const bytes = db.serialize()
    bytes.fill(withLog, formatVersions, formatVersions + 2)
    return bytes
  } finally {
    db.close()
  }
}
