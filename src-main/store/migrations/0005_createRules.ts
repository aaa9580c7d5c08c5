/** Update rules of the user's own, every version of each. */
import type { Migration } from './migration'

const sql = `
CREATE TABLE rules (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,                 -- from 1, rising for each name, never given twice
  text TEXT NOT NULL,
  created_at_ms REAL NOT NULL,
  trashed_at_ms REAL,                       -- null while it is not in the trash
  UNIQUE (name, version)
) STRICT;
`

export const createRules: Migration = {
  name: '0005_createRules',
  apply: (db) => {
    db.exec(sql)
  },
}
