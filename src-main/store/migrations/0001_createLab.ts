/**
 * The first format: the file's own row, configurations, runs with their queue, tags and notes, studies, series, snapshots of
 * arrays, and rules.
 */
import { randomUUID } from 'node:crypto'
import { sealOf } from '../seals'
import type { Migration } from './migration'

const sql = `
-- One row. The rows of this table and of the others with a checksum are sealed (store/seals.ts).
CREATE TABLE lab (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  created_at_ms REAL NOT NULL,
  -- How many there are, so that rows which a damaged page has lost are missed.
  run_count INTEGER NOT NULL DEFAULT 0,
  rule_count INTEGER NOT NULL DEFAULT 0,
  checksum INTEGER NOT NULL DEFAULT 0
) STRICT;

-- AUTOINCREMENT throughout: the id of what was removed for good never comes back as something else.
-- Experiments without name, seed and diagnostics.
CREATE TABLE configurations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- SHA-256 of the document with its keys sorted: the same configuration is kept once.
  digest TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  checksum INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,                 -- the same in every lab file
  configuration_id INTEGER REFERENCES configurations (id),  -- NULL: the log of another tool
  name TEXT NOT NULL,
  seed INTEGER NOT NULL,
  diagnostics TEXT NOT NULL,                -- JSON of the document's member
  origin TEXT NOT NULL DEFAULT 'trained',   -- trained, archive or log
  source TEXT,                              -- NULL: trained in this file
  parent_uid TEXT,                          -- NULL: not a fork
  forked_at_step INTEGER,                   -- NULL: likewise
  status TEXT NOT NULL,
  is_paused INTEGER NOT NULL DEFAULT 0,
  colour INTEGER NOT NULL,
  dash INTEGER NOT NULL,
  is_visible INTEGER NOT NULL DEFAULT 1,
  note TEXT NOT NULL DEFAULT '',
  tag_count INTEGER NOT NULL DEFAULT 0,     -- rows of run_tags
  created_at_ms REAL NOT NULL,
  started_at_ms REAL,                       -- NULL: never started
  finished_at_ms REAL,                      -- NULL: not finished, or nobody saw when
  trashed_at_ms REAL,                       -- NULL: not in the trash
  queue_order REAL,                         -- NULL: not queued; otherwise runs start from the smallest on
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
  failure TEXT,                             -- JSON of a LabError; NULL: nothing went wrong
  checksum INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TRIGGER count_new_runs AFTER INSERT ON runs BEGIN UPDATE lab SET run_count = run_count + 1; END;
CREATE TRIGGER count_removed_runs AFTER DELETE ON runs BEGIN UPDATE lab SET run_count = run_count - 1; END;
CREATE INDEX runs_by_queue_order ON runs (queue_order) WHERE queue_order IS NOT NULL;
CREATE INDEX runs_by_configuration ON runs (configuration_id);
-- Which colours and dashes are free, without a look at every run.
CREATE INDEX runs_by_style ON runs (colour, dash) WHERE trashed_at_ms IS NULL;
CREATE INDEX runs_by_status ON runs (status) WHERE status = 'running';

CREATE TABLE run_tags (
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  checksum INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- Named sets of runs made for one question.
CREATE TABLE studies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  checksum INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE study_runs (
  study_id INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  checksum INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (study_id, run_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX study_runs_by_run ON study_runs (run_id);

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
  checksum INTEGER NOT NULL DEFAULT 0,
  UNIQUE (name, version)
) STRICT;

-- For other programs (docs/lab-file.md); the trash is left out.
CREATE VIEW lab_runs AS
  SELECT runs.id AS run, uid, name, seed, runs.configuration_id AS configuration, status, step, total_steps, elapsed_ms,
    training_loss, best_training_loss, validation_loss, validation_accuracy, test_loss, test_accuracy, parameter_digest,
    data_digest, engine_version, note, created_at_ms, started_at_ms, finished_at_ms, document
  FROM runs LEFT JOIN configurations ON configurations.id = runs.configuration_id
  WHERE trashed_at_ms IS NULL;

CREATE VIEW lab_groups AS
  SELECT configuration, count(*) AS runs, sum(status = 'completed') AS completed, sum(status = 'diverged') AS diverged,
    document
  FROM lab_runs WHERE configuration IS NOT NULL GROUP BY configuration;

CREATE VIEW lab_series AS
  SELECT series.id AS series, run_id AS run, diagnostic, parameter, shape, row_count, last_step
  FROM series JOIN runs ON runs.id = series.run_id WHERE trashed_at_ms IS NULL;

CREATE TRIGGER count_new_rules AFTER INSERT ON rules BEGIN UPDATE lab SET rule_count = rule_count + 1; END;
CREATE TRIGGER count_removed_rules AFTER DELETE ON rules BEGIN UPDATE lab SET rule_count = rule_count - 1; END;
`

const insertLab = 'INSERT INTO lab (id, uid, created_at_ms, checksum) VALUES (1, ?, ?, ?)'

export const createLab: Migration = {
  name: '0001_createLab',
  apply: (db) => {
    db.exec(sql)
    const [uid, createdAtMs] = [randomUUID(), Date.now()]
    db.prepare(insertLab).run(uid, createdAtMs, sealOf('lab', [1, uid, createdAtMs, 0, 0]))
  },
}
