/** Parameters and slots as they were at a step. */
import type { Migration } from './migration'

const sql = `
CREATE TABLE checkpoints (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  created_at_ms REAL NOT NULL,
  UNIQUE (run_id, step)
) STRICT;

CREATE TABLE tensors (
  id INTEGER PRIMARY KEY,
  checkpoint_id INTEGER NOT NULL REFERENCES checkpoints (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,                -- declaration order
  name TEXT NOT NULL,
  shape TEXT NOT NULL,                      -- JSON list of sizes
  precision TEXT NOT NULL,                  -- float32 or float64
  value_column BLOB NOT NULL,               -- little-endian, row by row
  UNIQUE (checkpoint_id, position)
) STRICT;

CREATE TABLE tensor_slots (
  tensor_id INTEGER NOT NULL REFERENCES tensors (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  slot TEXT NOT NULL,
  precision TEXT NOT NULL,
  value_column BLOB NOT NULL,
  UNIQUE (tensor_id, position)
) STRICT;
`

export const createCheckpoints: Migration = {
  name: '0003_createCheckpoints',
  apply: (db) => {
    db.exec(sql)
  },
}
