/** Why a run was computed by less than was asked for, beside its backend and its threads. */
import type { Migration } from './migration'

const sql = `
-- JSON of a Shortfall. NULL: as asked for, or not known: it never got ready, or an earlier version trained it.
ALTER TABLE runs ADD COLUMN backend_shortfall TEXT;
ALTER TABLE runs ADD COLUMN threads_shortfall TEXT;
`

export const addShortfalls: Migration = {
  name: '0009_addShortfalls',
  apply: (db) => {
    db.exec(sql)
  },
}
