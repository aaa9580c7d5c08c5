/** A lab file of an earlier format, without runs, as the program of that time made it. */
import BetterSqlite3 from 'better-sqlite3'
import { asWritable } from '../labDatabase'
import { migrate } from '../migrate'

export function writeOldLabFile(file: string, version: number): void {
  const db = asWritable(new BetterSqlite3(file))
  migrate(db, version)
  db.close()
}
