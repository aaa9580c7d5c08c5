import { readdirSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { runIdSchema } from '../../contract/identifiers'
import { asWritable, type WritableDb } from '../labDatabase'
import { labApplicationId, migrate, readVersion } from '../migrate'
import { readLab } from '../readLab'
import { readRun } from '../runs/readRuns'
import { sealWrites } from '../seals'
import { sampleExperiment } from '../testing/sampleExperiment'
import { migrations } from './index'

function emptyDatabase(): WritableDb {
  const db = asWritable(new BetterSqlite3(':memory:'))
  onTestFinished(() => void db.close())
  db.pragma('foreign_keys = ON')
  return db
}

const { name, seed, diagnostics, ...configuration } = sampleExperiment()
const rowsOfFormat1 = `
  INSERT INTO configurations (id, digest, document) VALUES (3, 'abc', '${JSON.stringify(configuration)}');
  INSERT INTO runs (id, uid, configuration_id, name, seed, diagnostics, status, colour, dash, created_at_ms, training_loss,
      step, tag_count)
    VALUES (7, 'u', 3, '${name}', ${seed}, '${JSON.stringify(diagnostics)}', 'diverged', 2, 0, 5, 'NaN', 12, 1);
  INSERT INTO run_tags (run_id, position, tag) VALUES (7, 0, 'kept');`

test('migrations are numbered from 0001 without a gap, each in the file of its name', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /^\d{4}_\w+\.ts$/.test(file))
  expect(files.sort()).toEqual(migrations.map(({ name }) => `${name}.ts`))
  expect(migrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(migrations.map((_, index) => index + 1))
})

test('0001 makes the tables in an empty file, and marks it', () => {
  const db = emptyDatabase()
  migrate(db, 1)
  expect([readVersion(db), db.pragma('application_id', { simple: true })]).toEqual([1, labApplicationId])
  sealWrites(db)
  db.exec(rowsOfFormat1)
  expect(readLab(db)).toMatchObject({ uid: expect.stringMatching(/^[0-9a-f-]{36}$/), runCount: 1, ruleCount: 0 })
  expect(readRun(db, runIdSchema.parse(7))).toMatchObject({
    name,
    configuration: 3,
    origin: 'trained',
    parentUid: null,
    status: 'diverged',
    experiment: sampleExperiment(),
    trainingLoss: Number.NaN,
    step: 12,
    tags: ['kept'],
    queueOrder: null,
  })
})

test('a migration that fails leaves the format and the tables as they were', () => {
  const db = emptyDatabase()
  db.exec('CREATE TABLE chunks (id INTEGER) STRICT')
  expect(() => migrate(db)).toThrow('chunks already exists')
  expect(readVersion(db)).toBe(0)
  expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'series'").get()).toEqual({ n: 0 })
})

test('a newer file is not migrated down', () => {
  const db = emptyDatabase()
  db.pragma('user_version = 2')
  expect(() => migrate(db, 1)).toThrow('format = 2, must be at most 1')
})
