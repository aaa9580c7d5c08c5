/** How many threads trained a run, beside its backend. */
import type { Migration } from './migration'

const sql = `
ALTER TABLE runs ADD COLUMN threads INTEGER;          -- NULL: the trainer never got ready, or an earlier version's
ALTER TABLE runs ADD COLUMN threads_left_at INTEGER;  -- NULL: none left before the end
`

export const addThreads: Migration = {
  name: '0004_addThreads',
  apply: (db) => {
    db.exec(sql)
  },
}
