/** The first format: experiments, runs with their queue, tags and notes, series, snapshots of arrays, and rules. */
import type { Migration } from './migration'

const sql = `
-- AUTOINCREMENT throughout: the id of what was removed for good never comes back as something else.
CREATE TABLE experiments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- SHA-256 of the document's text: the same document is kept once.
  digest TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  created_at_ms REAL NOT NULL
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id),
  group_id INTEGER REFERENCES groups (id),  -- NULL: belongs to no group
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  is_paused INTEGER NOT NULL DEFAULT 0,
  colour INTEGER NOT NULL,
  dash INTEGER NOT NULL,
  is_visible INTEGER NOT NULL DEFAULT 1,
  note TEXT NOT NULL DEFAULT '',
  created_at_ms REAL NOT NULL,
  started_at_ms REAL,                       -- NULL: never started
  finished_at_ms REAL,                      -- NULL: not finished, or nobody saw when
  trashed_at_ms REAL,                       -- NULL: not in the trash
  queue_order INTEGER,                      -- NULL: not queued; otherwise the order of starting
  queued_from TEXT,                         -- the status that it had before it was queued again; NULL: not queued again
  elapsed_ms REAL NOT NULL DEFAULT 0,
  step INTEGER NOT NULL DEFAULT 0,
  total_steps INTEGER,                      -- NULL: the data was not read yet
  steps_per_epoch INTEGER,                  -- NULL: not read yet, or no epochs
  steps_per_second REAL,                    -- NULL: not running
  -- Losses are ANY: a number, or the text NaN, Infinity or -Infinity. NULL: not measured.
  training_loss ANY,
  best_training_loss ANY,
  validation_loss ANY,
  validation_accuracy ANY,
  test_loss ANY,
  test_accuracy ANY,
  parameter_digest TEXT,                    -- NULL: no parameters were kept
  engine_version TEXT,                      -- NULL: the trainer never got ready
  backend TEXT,                             -- NULL: likewise
  -- JSON of a Shortfall. NULL: as asked for, or the trainer never got ready.
  backend_shortfall TEXT,
  threads INTEGER,                          -- NULL: the trainer never got ready
  threads_shortfall TEXT,
  threads_left_at INTEGER,                  -- NULL: none left before the end
  record_every INTEGER,                     -- NULL: the trainer never got ready
  evaluate_every INTEGER,                   -- NULL: likewise, or there are no examples to evaluate on
  cadences TEXT,                            -- JSON of steps between rows, by diagnostic. NULL: the trainer never got ready
  checkpoint_step INTEGER,                  -- of the snapshot to resume from; NULL: there is none
  series_count INTEGER NOT NULL DEFAULT 0,  -- rows of series
  data_digest TEXT,                         -- NULL: the trainer never got ready, or no dataset
  failure TEXT                              -- JSON of a LabError; NULL: nothing went wrong
) STRICT;

CREATE INDEX runs_by_queue_order ON runs (queue_order) WHERE queue_order IS NOT NULL;
CREATE INDEX runs_by_experiment ON runs (experiment_id);
CREATE INDEX runs_by_group ON runs (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX runs_by_status ON runs (status) WHERE status = 'running';

CREATE TABLE run_tags (
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- One diagnostic of one parameter. docs/lab-file.md says how rows are stored, and what each checksum is of.
CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,     -- none comes back while pieces of it may be left
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  diagnostic TEXT NOT NULL,
  parameter TEXT NOT NULL,                  -- '' for what belongs to the whole run
  shape TEXT NOT NULL,                      -- JSON: {"columns": names} or {"histogram": edges}
  row_count INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  UNIQUE (run_id, diagnostic, parameter)
) STRICT;

CREATE TRIGGER count_new_series AFTER INSERT ON series BEGIN
  UPDATE runs SET series_count = series_count + 1 WHERE id = new.run_id;
END;
-- Series that are gone and whose pieces are still there: they are removed in small steps (store/sweep.ts).
CREATE TABLE removed_series (series_id INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER count_removed_series AFTER DELETE ON series BEGIN
  INSERT INTO removed_series (series_id) VALUES (old.id);
  UPDATE runs SET series_count = series_count - 1 WHERE id = old.run_id;
END;

-- 1,024 rows each; the last one of a series whose run has ended may have fewer.
CREATE TABLE chunks (
  id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL,               -- of series, or of removed_series
  chunk_index INTEGER NOT NULL,             -- its first row is 1024 · chunk_index, counted from 0
  count INTEGER NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  steps BLOB,                               -- NULL: evenly spaced
  payload BLOB NOT NULL,
  UNIQUE (series_id, chunk_index)
) STRICT;

-- Row r of level L holds blocks 1024 · r … of 8^L rows each, whole ones of full chunks only.
CREATE TABLE levels (
  id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL,               -- of series, or of removed_series
  level INTEGER NOT NULL,
  row_index INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  steps BLOB,
  payload BLOB NOT NULL,
  UNIQUE (series_id, level, row_index)
) STRICT;

-- While a run trains: what frames brought since the last full chunk (level 0) or row of a level.
CREATE TABLE tails (
  id INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL,               -- of series, or of removed_series
  level INTEGER NOT NULL,
  first_row INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  steps BLOB,
  payload BLOB NOT NULL,
  UNIQUE (series_id, level, first_row)
) STRICT;

-- Every array that a snapshot names, once, whatever names it.
CREATE TABLE arrays (
  digest BLOB NOT NULL PRIMARY KEY,         -- SHA-256 of precision and bytes
  precision TEXT NOT NULL,                  -- float32 or float64
  bytes BLOB NOT NULL                       -- little-endian, row by row
) STRICT;

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,                    -- resume (the latest), kept or result
  step INTEGER NOT NULL,
  memory TEXT,                              -- JSON: what the loop remembers; NULL unless a run goes on from it
  checksum INTEGER NOT NULL                 -- CRC-32 of the rest, the list of its arrays included
) STRICT;

CREATE INDEX snapshots_by_run ON snapshots (run_id, purpose, step);

CREATE TABLE snapshot_arrays (
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  shape TEXT NOT NULL,                      -- JSON list of sizes
  array_digest BLOB NOT NULL REFERENCES arrays (digest),
  PRIMARY KEY (snapshot_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX snapshot_arrays_by_digest ON snapshot_arrays (array_digest);

-- An array lives while a snapshot names it.
CREATE TRIGGER drop_unnamed_array AFTER DELETE ON snapshot_arrays
BEGIN
  DELETE FROM arrays WHERE digest = OLD.array_digest
    AND NOT EXISTS (SELECT 1 FROM snapshot_arrays WHERE array_digest = OLD.array_digest);
END;

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

export const createLab: Migration = {
  name: '0001_createLab',
  apply: (db) => {
    db.exec(sql)
  },
}
