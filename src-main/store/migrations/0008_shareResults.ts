/** A stopped run goes on from what it ended on: its checkpoint (0007) names those arrays, and 0003 has them. */
import type { Migration } from './migration'

const sql = `
-- 1: the values are those of the run's last checkpoint in 0003, its tensors or its slots of that name, one behind the
-- other; value_column is empty.
ALTER TABLE state_arrays ADD COLUMN is_in_result INTEGER NOT NULL DEFAULT 0;
`

export const shareResults: Migration = {
  name: '0008_shareResults',
  apply: (db) => {
    db.exec(sql)
  },
}
