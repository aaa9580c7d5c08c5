/** How far apart the rows of a run were chosen to be, beside its threads. */
import type { Migration } from './migration'

const sql = `
ALTER TABLE runs ADD COLUMN record_every INTEGER;    -- NULL: the trainer never got ready, or an earlier version's
ALTER TABLE runs ADD COLUMN evaluate_every INTEGER;  -- NULL: the same, or there are no examples to evaluate on
`

export const addCadence: Migration = {
  name: '0006_addCadence',
  apply: (db) => {
    db.exec(sql)
  },
}
