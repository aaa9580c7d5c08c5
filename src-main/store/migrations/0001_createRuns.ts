/** Experiments, runs with their tags and notes, groups, and the queue. */
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
  data_digest TEXT,                         -- NULL: likewise, or no dataset
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
`

export const createRuns: Migration = {
  name: '0001_createRuns',
  apply: (db) => {
    db.exec(sql)
  },
}
