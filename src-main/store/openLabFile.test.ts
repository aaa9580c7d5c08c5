import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { unwrap } from '../contract/result'
import { labApplicationId, supportedVersion } from './migrate'
import { openLabFile } from './openLabFile'
import { insertRuns } from './runs/insertRuns'
import { listRuns } from './runs/readRuns'
import { sampleExperiment } from './testing/sampleExperiment'
import { temporaryFolder, temporaryLabFile } from './testing/temporaryLabFile'

const modes = ['write', 'read'] as const

function refusal(file: string, mode: 'write' | 'read'): string {
  const result = mode === 'write' ? openLabFile(file, { mode }) : openLabFile(file, { mode })
  if (!result.ok) return sentence(result.error)
  result.value.close()
  return 'opened'
}

/** A closed lab file with one run. */
function closedLabFile(folder = temporaryFolder(), runs = 1): string {
  const labFile = temporaryLabFile(join(folder, 'test.lab'))
  const experiments = Array.from({ length: runs }, (_, seed) => sampleExperiment({ seed }))
  insertRuns(labFile.db, { experiments, createdAtMs: 1 })
  labFile.close()
  return labFile.file
}

test('a new lab file is WAL, checks foreign keys, and is marked as ours', () => {
  const { db } = temporaryLabFile()
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(db.pragma('synchronous', { simple: true })).toBe(1)
  expect(db.pragma('application_id', { simple: true })).toBe(labApplicationId)
  expect(db.pragma('user_version', { simple: true })).toBe(supportedVersion)
})

test('every table is STRICT', () => {
  const { db } = temporaryLabFile()
  const loose =
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
  expect(db.prepare(loose).all()).toEqual([])
})

test('SQLite is one whose write-ahead log cannot corrupt', () => {
  const { db } = temporaryLabFile()
  const [major, minor, patch] = String(db.prepare('SELECT sqlite_version()').pluck().get()).split('.').map(Number)
  expect(major! * 1e6 + minor! * 1e3 + patch!).toBeGreaterThanOrEqual(3_051_003)
})

test('after a clean close the one file is whole and alone', () => {
  const folder = temporaryFolder()
  const file = closedLabFile(folder)
  expect(readdirSync(folder)).toEqual(['test.lab'])
  const copy = join(temporaryFolder(), 'copy.lab')
  copyFileSync(file, copy)
  const opened = unwrap(openLabFile(copy, { mode: 'read' }))
  expect(listRuns(opened.db).runs).toHaveLength(1)
  opened.close()
})

test('a reader sees what a writer has committed, and leaves it alone', () => {
  const writer = temporaryLabFile()
  const reader = unwrap(openLabFile(writer.file, { mode: 'read' }))
  insertRuns(writer.db, { experiments: [sampleExperiment()], createdAtMs: 1 })
  expect(listRuns(reader.db).runs).toHaveLength(1)
  expect(() => reader.db.exec('DELETE FROM runs')).toThrow('readonly')
  reader.close()
  insertRuns(writer.db, { experiments: [sampleExperiment()], createdAtMs: 2 })
  expect(listRuns(writer.db).runs).toHaveLength(2)
})

test('a second writer is refused and told which process writes', () => {
  const { file } = temporaryLabFile()
  expect(refusal(file, 'write')).toBe(
    `the lab file ${file} is in use by another Second Moment (process ${process.pid}); close it or name another file`,
  )
  expect(existsSync(`${file}-writer`)).toBe(true)
})

test('the lock a killed writer leaves behind holds nobody', () => {
  const file = closedLabFile()
  const left = new BetterSqlite3(`${file}-writer`)
  left.pragma('user_version = 4194304')
  left.close()
  expect(refusal(file, 'write')).toBe('opened')
  expect(existsSync(`${file}-writer`)).toBe(false)
})

test.for(modes)('a file that is not SQLite is refused, for %s', (mode) => {
  const file = join(temporaryFolder(), 'notes.txt')
  writeFileSync(file, 'These are notes, and more than a hundred bytes of them. '.repeat(5))
  expect(refusal(file, mode)).toBe(`the lab file ${file} is not a Second Moment lab file (not SQLite)`)
})

test.for(modes)('a database of another program is refused, for %s', (mode) => {
  const file = join(temporaryFolder(), 'other.db')
  const other = new BetterSqlite3(file)
  other.exec('CREATE TABLE runs (id INTEGER)')
  other.close()
  expect(refusal(file, mode)).toContain('is not a Second Moment lab file (an SQLite database of another program)')
})

test.for(modes)('a truncated file is refused, for %s', (mode) => {
  const file = closedLabFile(temporaryFolder(), 40)
  const whole = readFileSync(file).length
  truncateSync(file, whole - 6000)
  expect(refusal(file, mode)).toContain(`has ${whole - 6000} of the ${whole} bytes that its header names; put a whole`)
  truncateSync(file, 60)
  expect(refusal(file, mode)).toContain('is not a Second Moment lab file (not SQLite)')
})

test('a damaged list of runs is told when the file is opened for writing', () => {
  const file = closedLabFile(temporaryFolder(), 40)
  const bytes = readFileSync(file)
  const page = new BetterSqlite3(file, { readonly: true })
  const root = Number(page.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'runs'").pluck().get())
  page.close()
  bytes.fill(0xff, (root - 1) * 4096, root * 4096)
  writeFileSync(file, bytes)
  expect(refusal(file, 'write')).toContain('is damaged')
})

test.for(modes)('a file from the future is refused untouched, for %s', (mode) => {
  const folder = temporaryFolder()
  const file = closedLabFile(folder)
  const db = new BetterSqlite3(file)
  db.pragma(`user_version = ${supportedVersion + 1}`)
  db.close()
  const before = readFileSync(file)
  expect(refusal(file, mode)).toBe(
    `${file} was written by a newer Second Moment (format ${supportedVersion + 1}; this one reads up to ${supportedVersion}); update the program or choose another lab file`,
  )
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(readdirSync(folder)).toEqual(['test.lab'])
})

test('the newest format counts also while it lies in the log', () => {
  const { file, db } = temporaryLabFile()
  db.pragma(`user_version = ${supportedVersion + 1}`)
  const copy = join(temporaryFolder(), 'copy.lab')
  copyFileSync(file, copy)
  copyFileSync(`${file}-wal`, `${copy}-wal`)
  expect(refusal(copy, 'write')).toContain('was written by a newer Second Moment')
})

test.for(modes)('a file of a development version is refused untouched, for %s', (mode) => {
  const file = join(temporaryFolder(), 'test.lab')
  const db = new BetterSqlite3(file)
  db.exec('CREATE TABLE runs (id INTEGER)')
  db.pragma('application_id = 0x326d6f6d')
  db.pragma('user_version = 9')
  db.close()
  const before = readFileSync(file)
  expect(refusal(file, mode)).toBe(
    `the lab file ${file} was written by a development version of Second Moment, whose format is not read; name another file`,
  )
  expect(readFileSync(file).equals(before)).toBe(true)
})

test.for(modes)('a folder in place of a file is refused, for %s', (mode) => {
  const folder = temporaryFolder()
  expect(refusal(folder, mode)).toBe(`the lab file ${folder} is a folder; name a file in it`)
})

test('a missing folder is named, and not made', () => {
  const folder = join(temporaryFolder(), 'missing')
  expect(refusal(join(folder, 'test.lab'), 'write')).toContain(`cannot be made: the folder ${folder} does not exist`)
  expect(existsSync(folder)).toBe(false)
})

test('a missing file is refused to a reader, and not made', () => {
  const folder = temporaryFolder()
  expect(refusal(join(folder, 'test.lab'), 'read')).toContain('does not exist')
  expect(readdirSync(folder)).toEqual([])
})

test('an empty file becomes a lab file for a writer, and is refused to a reader', () => {
  const file = join(temporaryFolder(), 'empty.lab')
  writeFileSync(file, '')
  expect(refusal(file, 'read')).toContain('it is empty')
  expect(refusal(file, 'write')).toBe('opened')
  expect(refusal(file, 'read')).toBe('opened')
})

test('a read-only file is refused to a writer and read by a reader, whoever asks', () => {
  const file = closedLabFile()
  chmodSync(file, 0o444)
  expect(refusal(file, 'write')).toContain('is read-only')
  expect(refusal(file, 'read')).toBe('opened')
})

test('a read-only folder is refused to a writer, and nothing is made in it', () => {
  const folder = join(temporaryFolder(), 'shelf')
  mkdirSync(folder)
  const file = closedLabFile(folder)
  chmodSync(folder, 0o555)
  expect(refusal(file, 'write')).toContain(`the folder ${folder} is read-only`)
  expect(refusal(file, 'read')).toBe('opened')
  expect(readdirSync(folder)).toEqual(['test.lab'])
  chmodSync(folder, 0o755)
})

/** A rollback journal of a transaction that wrote pages into the file and was cut off: another program's, for ours makes none. */
function withHotJournal(): string {
  const file = closedLabFile(temporaryFolder(), 40)
  const db = new BetterSqlite3(file)
  db.pragma('journal_mode = DELETE')
  db.pragma('cache_size = 2')
  db.exec('BEGIN; UPDATE runs SET name = hex(randomblob(4000))')
  const copy = join(temporaryFolder(), 'test.lab')
  for (const ending of ['', '-journal']) copyFileSync(`${file}${ending}`, `${copy}${ending}`)
  db.close()
  return copy
}

test.for(modes)('a journal that a crash has left is rolled back, for %s', (mode) => {
  const file = withHotJournal()
  expect(refusal(file, mode)).toBe('opened')
  expect(existsSync(`${file}-journal`)).toBe(false)
  const reader = unwrap(openLabFile(file, { mode: 'read' }))
  expect(listRuns(reader.db).runs.every(({ name }) => name === 'bowl, RMSProp')).toBe(true)
  reader.close()
})

test('a journal that a crash has left where nothing may be written is told as such', () => {
  const file = withHotJournal()
  chmodSync(file, 0o444)
  expect(refusal(file, 'read')).toContain('was left open by a program that ended suddenly')
})

test('opening and closing never changes the journal mode: no rollback journal is ever there', () => {
  const file = closedLabFile()
  expect(readFileSync(file).subarray(18, 20)).toEqual(Buffer.from([2, 2]))
  const { db } = temporaryLabFile(file)
  expect(existsSync(`${file}-journal`)).toBe(false)
  db.exec("INSERT INTO rules (name, version, text, created_at_ms) VALUES ('a', 1, 'w = w - g', 0)")
  expect(existsSync(`${file}-journal`)).toBe(false)
})

test('a further handle of the same process reads, writes nothing, and leaves the locks of the first alone', () => {
  const writer = temporaryLabFile()
  const again = unwrap(openLabFile(writer.file, { mode: 'again' }))
  insertRuns(writer.db, { experiments: [sampleExperiment()], createdAtMs: 1 })
  expect(listRuns(again.db).runs).toHaveLength(1)
  expect(() => again.db.exec('DELETE FROM runs')).toThrow('readonly')
  again.close()
  expect(refusal(writer.file, 'write')).toContain('is in use')
})

test('a transaction on a full disk stores nothing and says why', () => {
  const labFile = temporaryLabFile()
  const pages = Number(labFile.db.pragma('page_count', { simple: true }))
  labFile.db.pragma(`max_page_count = ${pages + 1}`)
  const experiments = Array.from({ length: 200 }, (_, seed) => sampleExperiment({ seed }))
  const result = labFile.attempt(() => insertRuns(labFile.db, { experiments, createdAtMs: 1 }))
  expect(result.ok ? '' : sentence(result.error)).toContain('cannot be written: the disk is full')
  expect(listRuns(labFile.db).runs).toEqual([])
  labFile.db.pragma('max_page_count = 100000')
  expect(labFile.attempt(() => insertRuns(labFile.db, { experiments, createdAtMs: 1 })).ok).toBe(true)
})

test('a lab file that cannot be made whole is not made at all', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'test.lab')
  mkdirSync(`${file}.part`)
  expect(refusal(file, 'write')).toContain(`the lab file ${file} cannot be made`)
  expect(readdirSync(folder)).toEqual(['test.lab.part'])
})

test('closing twice is closing once', () => {
  const labFile = temporaryLabFile()
  labFile.close()
  labFile.close()
  expect(refusal(labFile.file, 'write')).toBe('opened')
})
