import { readdirSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { runIdSchema } from '../../contract/identifiers'
import { readCheckpoint } from '../checkpoints'
import { asWritable, type WritableDb } from '../labDatabase'
import { readRun } from '../listRuns'
import { labApplicationId, migrate, readVersion, supportedVersion } from '../migrate'
import { listSeries, readSeries } from '../readSeries'
import { listRules } from '../rules'
import { sampleExperiment } from '../testing/sampleExperiment'
import { migrations } from './index'

/** A file of an earlier format, with a row in every table that format has. */
function databaseAt(version: number): WritableDb {
  const db = asWritable(new BetterSqlite3(':memory:'))
  onTestFinished(() => void db.close())
  db.pragma('foreign_keys = ON')
  migrate(db, version)
  if (version >= 1) db.exec(rowsOfFormat1)
  if (version >= 2) db.exec(rowsOfFormat2)
  if (version >= 7) db.exec(rowsOfFormat7)
  return db
}

const rowsOfFormat1 = `
  INSERT INTO experiments (id, digest, document) VALUES (3, 'abc', '${JSON.stringify(sampleExperiment())}');
  INSERT INTO groups (id, name, created_at_ms) VALUES (2, 'seeds', 5);
  INSERT INTO runs (id, experiment_id, group_id, name, status, colour, dash, created_at_ms, training_loss, step)
    VALUES (7, 3, 2, 'bowl', 'diverged', 2, 0, 5, 'NaN', 12);
  INSERT INTO run_tags (run_id, position, tag) VALUES (7, 0, 'kept');`

// 1.0 and 2.0; 0.5 and NaN: little-endian float64, written out by hand.
const rowsOfFormat2 = `
  INSERT INTO series (id, run_id, diagnostic, column_name, parameter) VALUES (4, 7, 'loss', 'training', '');
  INSERT INTO chunks (series_id, chunk_index, last_step, point_count, step_column, value_column)
    VALUES (4, 0, 2, 2, x'000000000000f03f0000000000000040', x'000000000000e03f000000000000f87f');`

// -1.0 as parameters and 2.0 as what a layer keeps.
const rowsOfFormat7 = `
  UPDATE runs SET status = 'stopped', checkpoint_step = 12 WHERE id = 7;
  INSERT INTO run_states (run_id, format, elapsed_ms, first_loss, training_loss, best_training_loss)
    VALUES (7, 1, 34.5, 2, 'NaN', 0.5);
  INSERT INTO state_arrays (run_id, position, kind, name, precision, value_column)
    VALUES (7, 0, 'parameters', 'values', 'float64', x'000000000000f0bf'),
           (7, 1, 'layerTensor', 'mean', 'float32', x'00000040');
  INSERT INTO checkpoints (id, run_id, step, created_at_ms) VALUES (1, 7, 12, 5);
  INSERT INTO tensors (checkpoint_id, position, name, shape, precision, value_column)
    VALUES (1, 0, 'x', '[1]', 'float64', x'000000000000f0bf');`

const run = runIdSchema.parse(7)

function expectRunOfFormat1(db: WritableDb): void {
  expect(readRun(db, run)).toMatchObject({
    name: 'bowl',
    group: 2,
    status: 'diverged',
    experiment: sampleExperiment(),
    trainingLoss: Number.NaN,
    step: 12,
    tags: ['kept'],
    queuePosition: null,
  })
}

test('migrations are numbered from 0001 without a gap, each in the file of its name', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /^\d{4}_\w+\.ts$/.test(file))
  expect(files.sort()).toEqual(migrations.map(({ name }) => `${name}.ts`))
  expect(migrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(migrations.map((_, index) => index + 1))
})

test('0001 makes the tables of runs in an empty file, and marks it', () => {
  const db = databaseAt(0)
  expect(readVersion(db)).toBe(0)
  migrate(db, 1)
  expect([readVersion(db), db.pragma('application_id', { simple: true })]).toEqual([1, labApplicationId])
  db.exec(rowsOfFormat1)
  expectRunOfFormat1(db)
})

test('0002 keeps the runs of format 1, without series yet', () => {
  const db = databaseAt(1)
  migrate(db, 2)
  expectRunOfFormat1(db)
  expect(listSeries(db, run)).toEqual([])
})

test('0003 keeps the runs and series of format 2', () => {
  const db = databaseAt(2)
  migrate(db, 3)
  expectRunOfFormat1(db)
  const [key] = listSeries(db, run)
  expect(key).toEqual({ diagnostic: 'loss', column: 'training', parameter: '' })
  expect(readSeries(db, run, key!)).toEqual({ steps: Float64Array.of(1, 2), values: Float64Array.of(0.5, Number.NaN) })
})

test('0004 keeps what format 3 has, of runs whose threads nobody counted', () => {
  const db = databaseAt(3)
  migrate(db, 4)
  expectRunOfFormat1(db)
  expect(readRun(db, run)).toMatchObject({ threads: null, threadsLeftAt: null })
})

test('0005 keeps the runs of format 4, without rules yet, and takes each version of a rule once', () => {
  const db = databaseAt(4)
  migrate(db, 5)
  expectRunOfFormat1(db)
  expect(listRules(db)).toEqual([])
  const insert = db.prepare("INSERT INTO rules (name, version, text, created_at_ms) VALUES ('a', 1, 'w = w - g', 0)")
  insert.run()
  expect(() => insert.run()).toThrow('UNIQUE constraint failed: rules.name, rules.version')
})

test('0006 keeps the runs of format 5, of whose rows nobody noted how far apart they are', () => {
  const db = databaseAt(5)
  migrate(db, 6)
  expectRunOfFormat1(db)
  expect(readRun(db, run)).toMatchObject({ recordEvery: null, evaluateEvery: null })
})

test('0007 keeps the runs of format 6, which have nothing to go on from', () => {
  const db = databaseAt(6)
  migrate(db, 7)
  expectRunOfFormat1(db)
  expect([readRun(db, run)?.checkpointStep, readCheckpoint(db, run)]).toEqual([null, undefined])
})

test('0008 keeps the checkpoint of a run that was stopped in format 7, which has all its arrays itself', () => {
  const db = databaseAt(7)
  migrate(db, 8)
  expect(readCheckpoint(db, run)).toMatchObject({
    step: 12,
    trainingLoss: Number.NaN,
    arrays: [
      { kind: 'parameters', name: 'values', values: Float64Array.of(-1) },
      { kind: 'layerTensor', name: 'mean', values: Float32Array.of(2) },
    ],
  })
  db.exec('DELETE FROM checkpoints')
  expect(readCheckpoint(db, run)?.arrays).toHaveLength(2)
})

test('0009 keeps the runs of format 8, of which nobody noted what was asked for', () => {
  const db = databaseAt(8)
  migrate(db, 9)
  expect(readRun(db, run)).toMatchObject({ checkpointStep: 12, backendShortfall: null, threadsShortfall: null })
})

test('one step after another makes the same tables as all at once', () => {
  const schema = (db: WritableDb) => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
  const stepwise = databaseAt(0)
  for (let version = 1; version <= supportedVersion; version++) migrate(stepwise, version)
  const atOnce = databaseAt(0)
  migrate(atOnce)
  expect(schema(stepwise)).toEqual(schema(atOnce))
})

test('a migration that fails leaves the format and the tables as they were', () => {
  const db = databaseAt(1)
  db.exec('CREATE TABLE chunks (id INTEGER) STRICT')
  expect(() => migrate(db)).toThrow('chunks already exists')
  expect(readVersion(db)).toBe(1)
  expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'series'").get()).toEqual({ n: 0 })
})

test('a newer file is not migrated down', () => {
  const db = databaseAt(2)
  expect(() => migrate(db, 1)).toThrow('format = 2, must be at most 1')
})
