/** Series in chunks of 1,024 points, and their coarser levels. */
import type { Migration } from './migration'

const sql = `
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  diagnostic TEXT NOT NULL,
  column_name TEXT NOT NULL,
  parameter TEXT NOT NULL,                  -- '' for what belongs to the whole run
  UNIQUE (run_id, diagnostic, column_name, parameter)
) STRICT;

-- Every chunk of a series is full but the last. Columns are little-endian float64, point_count long.
CREATE TABLE chunks (
  id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  chunk_index INTEGER NOT NULL,
  last_step REAL NOT NULL,
  point_count INTEGER NOT NULL,
  step_column BLOB NOT NULL,
  value_column BLOB NOT NULL,
  UNIQUE (series_id, chunk_index)
) STRICT;

CREATE INDEX chunks_by_last_step ON chunks (series_id, last_step);

-- Row r of level L holds blocks 1024·r … of 8^L points each, whole ones only. Columns are little-endian float64,
-- block_count long: last step, smallest, largest, mean and last finite value (NaN where a block has none).
CREATE TABLE levels (
  id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  level INTEGER NOT NULL,
  row_index INTEGER NOT NULL,
  block_count INTEGER NOT NULL,
  step_column BLOB NOT NULL,
  low_column BLOB NOT NULL,
  high_column BLOB NOT NULL,
  mean_column BLOB NOT NULL,
  last_column BLOB NOT NULL,
  non_finite_column BLOB,                   -- values that are not finite, per block; NULL: none in the row
  UNIQUE (series_id, level, row_index)
) STRICT;
`

export const createSeries: Migration = {
  name: '0002_createSeries',
  apply: (db) => {
    db.exec(sql)
  },
}
