/** What a run goes on from: the latest of each run, beside the parameters that a run ended on (0003). */
import type { Migration } from './migration'

const sql = `
ALTER TABLE runs ADD COLUMN checkpoint_step INTEGER;  -- NULL: there is nothing to go on from

-- The losses of a checkpoint; a row for every run whose checkpoint_step is not NULL.
CREATE TABLE run_states (
  run_id INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  format INTEGER NOT NULL,
  elapsed_ms REAL NOT NULL,
  first_loss ANY NOT NULL,
  training_loss ANY NOT NULL,
  best_training_loss ANY,                   -- NULL: none was finite
  validation_loss ANY,                      -- NULL: nothing was evaluated yet
  validation_accuracy ANY                   -- NULL: likewise, or nothing is right or wrong
) STRICT;

CREATE TABLE state_arrays (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run_states (run_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  precision TEXT NOT NULL,                  -- float32 or float64
  value_column BLOB NOT NULL,               -- little-endian
  UNIQUE (run_id, position)
) STRICT;
`

export const createRunStates: Migration = {
  name: '0007_createRunStates',
  apply: (db) => {
    db.exec(sql)
  },
}
