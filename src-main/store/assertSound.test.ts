import { readFileSync, writeFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { openLabFile } from './openLabFile'
import { listRuns } from './runs/readRuns'
import { insertSamples } from './testing/insertSamples'
import { temporaryLabFile } from './testing/temporaryLabFile'

const pageBytes = 4096
const modes = ['write', 'read'] as const

/** The path of a closed lab file with runs, and its bytes. */
function written(): { readonly file: string; readonly bytes: Buffer } {
  const { file, db, close } = temporaryLabFile()
  insertSamples(db, 40)
  close()
  return { file, bytes: readFileSync(file) }
}

/** The names of its runs, or why it cannot be opened or read. */
function runsIn(file: string, mode: 'write' | 'read'): string {
  const opened = mode === 'write' ? openLabFile(file, { mode }) : openLabFile(file, { mode })
  if (!opened.ok) return sentence(opened.error)
  const { value: labFile } = opened
  const runs = labFile.attempt(() => listRuns(labFile.db).runs.map(({ id, name }) => `${id} ${name}`))
  labFile.close()
  return runs.ok ? runs.value.join() : sentence(runs.error)
}

function rootOf(file: string, name: string): number {
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  const root = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name)
  db.close()
  return (Number(root) - 1) * pageBytes
}

test('whatever single byte of the header is wrong, the runs are read as they are or the file is refused in words', () => {
  const { file, bytes } = written()
  const whole = runsIn(file, 'read')
  for (let position = 0; position < 100; position++) {
    writeFileSync(file, Buffer.from(bytes).fill(bytes[position]! ^ 0x41, position, position + 1))
    const read = runsIn(file, 'read')
    if (read !== whole) expect([position, read]).toEqual([position, expect.stringContaining(file)])
  }
})

test.for(modes)('a changed byte of the schema is named, for %s', (mode) => {
  const { file, bytes } = written()
  for (const text of ['colour INTEGER NOT NULL', 'ON runs (queue_order)', 'ON DELETE CASCADE']) {
    const damaged = Buffer.from(bytes)
    // Free space of a page may hold an earlier copy of it.
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) damaged.write('X', at)
    writeFileSync(file, damaged)
    expect(runsIn(file, mode)).toMatch(/ is damaged/)
  }
})

test('a table whose place is that of another is named', () => {
  const { file, bytes } = written()
  const db = new BetterSqlite3(file)
  db.unsafeMode()
  db.pragma('writable_schema = ON')
  db.exec(
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'rules') WHERE name = 'run_tags'",
  )
  db.close()
  expect(readFileSync(file).equals(bytes)).toBe(false)
  expect(runsIn(file, 'read')).toContain('is damaged: the place of a table is not what was stored')
})

test.for(modes)('a list that is short of a run is named, for %s', (mode) => {
  const { file, bytes } = written()
  // The second of the two bytes that count the cells of a page.
  bytes[rootOf(file, 'runs') + 4]! -= 1
  writeFileSync(file, bytes)
  expect(runsIn(file, mode)).toMatch(/ is damaged: the table runs /)
})

test('what another program has added to the schema is no damage', () => {
  const { file } = written()
  const db = new BetterSqlite3(file)
  db.exec(
    'CREATE INDEX own ON runs (name); CREATE VIEW own_runs AS SELECT id, name FROM runs; CREATE TABLE own_table (a)',
  )
  db.close()
  for (const mode of modes) expect(runsIn(file, mode)).toContain('1 bowl, RMSProp,2 ')
})

/** Closed, with one page of the list of free pages and more in it. */
function writtenWithFreePages() {
  const { file } = written()
  const db = new BetterSqlite3(file)
  freePages(db)
  db.close()
  const bytes = readFileSync(file)
  const trunk = (bytes.readUInt32BE(32) - 1) * pageBytes
  return { file, bytes, trunk, leaves: bytes.readUInt32BE(trunk + 4) }
}

function freePages(db: BetterSqlite3.Database): void {
  db.exec('CREATE TABLE junk (bytes)')
  for (let row = 0; row < 20; row++) db.exec('INSERT INTO junk VALUES (zeroblob(4000))')
  db.exec('DROP TABLE junk')
}

test('a number in the list of free pages that is wrong is told before anything is written, and everything is read', () => {
  const { file, bytes, trunk, leaves } = writtenWithFreePages()
  const whole = runsIn(file, 'read')
  expect(leaves).toBeGreaterThan(10)
  // Where the list begins and how long it is; which page goes on with it, how many there are here, and which.
  const places = [36, trunk, trunk + 4, ...Array.from({ length: leaves }, (_, leaf) => trunk + 8 + 4 * leaf)]
  for (const place of [32, ...places].flatMap((number) => [0, 1, 2, 3].map((byte) => number + byte))) {
    const damaged = Buffer.from(bytes).fill(bytes[place]! ^ 0x02, place, place + 1)
    writeFileSync(file, damaged)
    expect([place, runsIn(file, 'write')]).toEqual([
      place,
      expect.stringMatching(
        / is damaged: the list of its free pages \(.*; nothing is written to it, but everything in it can still be read and exported \("lab list", "lab export"\)$/,
      ),
    ])
    expect(readFileSync(file).equals(damaged)).toBe(true)
    expect([place, runsIn(file, 'read')]).toEqual([place, whole])
  }
})

test('a list of free pages that is in the log is taken from there', () => {
  const { file, bytes } = written()
  const db = new BetterSqlite3(file)
  freePages(db)
  const log = readFileSync(`${file}-wal`)
  db.close()
  writeFileSync(file, bytes)
  writeFileSync(`${file}-wal`, log)
  expect(runsIn(file, 'write')).toContain('1 bowl, RMSProp,2 ')
  expect(readFileSync(file).readUInt32BE(36)).toBeGreaterThan(20)
})

test('the versions of the header agree, or it is named', () => {
  const { file, bytes } = written()
  for (const place of [18, 19]) {
    for (const change of [0x01, 0x03, 0x80]) {
      writeFileSync(file, Buffer.from(bytes).fill(bytes[place]! ^ change, place, place + 1))
      const what = `is damaged: byte ${place} of its header is not what was stored`
      for (const mode of modes) expect(runsIn(file, mode)).toContain(what)
    }
  }
})

test('a number of pages that is too high is told as what it may be', () => {
  const { file, bytes } = written()
  bytes[28]! ^= 0x40
  writeFileSync(file, bytes)
  expect(runsIn(file, 'read')).toContain('is truncated, or its header is damaged')
})
