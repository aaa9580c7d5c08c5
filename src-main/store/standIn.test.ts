/** An index holds nothing of its own: whatever byte of one is damaged, all that is stored is read as it was stored. */
import { readFileSync, writeFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import { checkFile } from './checkFile'
import { finishRun } from './finishRun'
import { openForLooking, openLabFile } from './openLabFile'
import { listRules, saveRule } from './rules'
import { editRuns } from './runs/editRuns'
import { listRuns, readRun } from './runs/readRuns'
import { startRun } from './runs/runStatus'
import { appendRows } from './series/appendRows'
import { listSeries, readSeries } from './series/readSeries'
import { listSnapshots, readCheckpoint, readSnapshot } from './snapshots'
import { insertSamples } from './testing/insertSamples'
import { sampleOutcome } from './testing/sampleOutcome'
import { sampleCheckpoint } from './testing/sampleSnapshot'
import { temporaryLabFile } from './testing/temporaryLabFile'

const pageBytes = 4096
const key = { diagnostic: 'trainingLoss', parameter: '' }
/** Their rows are too many to be looked at when the file is opened: what is not found is named when it is read. */
const largeTables = ['chunks', 'levels', 'tails', 'arrays']

interface Index {
  readonly name: string
  readonly table: string
  /** Where its root page begins. */
  readonly at: number
}

/** A closed lab file with a row in every index: its path, its bytes and its indices. */
function written() {
  const { db, file, close } = temporaryLabFile()
  const runs = insertSamples(db, 5)
  const [ended, running] = runs as [RunId, RunId]
  const steps = Float64Array.from({ length: 1500 }, (_, index) => index + 1)
  for (const run of [ended, running]) appendRows(db, run, { key, shape: { columns: ['value'] }, steps, values: steps })
  const { arrays } = sampleCheckpoint()
  const outcome = { ...sampleOutcome, status: 'stopped', result: arrays.slice(0, 1) } as const
  finishRun(db, ended, { ...outcome, checkpoint: sampleCheckpoint() }, 2)
  startRun(db, running, 3)
  editRuns(db, [ended, running], { tags: ['paper', 'kept'] })
  saveRule(db, 'mine', 'w = w - g', 1)
  saveRule(db, 'mine', 'w = w - 2*g', 2)
  db.exec(`
    INSERT INTO studies (uid, kind, name, document) VALUES ('u', 'sweep', 'one', '{}');
    INSERT INTO study_runs (study_id, run_id, place) VALUES (1, 1, 0), (1, 2, 1)`)
  const indices = db
    .prepare<[], Index>(
      `SELECT name, tbl_name AS "table", (rootpage - 1) * ${pageBytes} AS at FROM sqlite_schema WHERE type = 'index'`,
    )
    .all()
  close()
  return { file, bytes: readFileSync(file), indices }
}

/** What is read of a file: JSON of a value, or the sentence of an error. */
function said(file: string): Record<string, string> {
  const opened = openLabFile(file, { mode: 'read' })
  if (!opened.ok) return { file: sentence(opened.error) }
  const { db, attempt, close } = opened.value
  const tell = (read: () => unknown): string => {
    const answer = attempt(read)
    return answer.ok ? JSON.stringify({ value: answer.value }) : sentence(answer.error)
  }
  const ofRun = (run: RunId) => ({
    [`run ${run}`]: tell(() => readRun(db, run)),
    [`series of ${run}`]: tell(() => listSeries(db, run)),
    [`rows of ${run}`]: tell(() => {
      const { steps, columns } = readSeries(db, run, key)
      return [[...steps], columns.map((column) => [...column])]
    }),
    [`snapshots of ${run}`]: tell(() => listSnapshots(db, run)),
    [`checkpoint of ${run}`]: tell(() => readCheckpoint(db, run)),
    [`result of ${run}`]: tell(() => readSnapshot(db, run, 'result')),
  })
  const answers = {
    runs: tell(() => listRuns(db)),
    rules: tell(() => listRules(db)),
    studies: tell(() => db.prepare('SELECT * FROM study_runs JOIN studies ON id = study_id WHERE run_id = 2').all()),
    ...ofRun(1 as RunId),
    ...ofRun(2 as RunId),
  }
  close()
  return answers
}

function isSound(file: string): boolean {
  const raw = new BetterSqlite3(file, { readonly: true })
  try {
    return raw.pragma('integrity_check', { simple: true }) === 'ok'
  } catch {
    return false
  } finally {
    raw.close()
  }
}

function refusal(file: string): string {
  const opened = openLabFile(file, { mode: 'write' })
  if (!opened.ok) return sentence(opened.error)
  opened.value.close()
  return ''
}

/** Bytes of the head of the page, of the places of its cells, and of one of its cells. */
function placesIn(bytes: Buffer, at: number): number[] {
  const cell = at + bytes.readUInt16BE(at + 5)
  const length = 1 + bytes[cell]!
  return [...Array.from({ length: 12 }, (_, byte) => at + byte), ...Array.from({ length }, (_, byte) => cell + byte)]
}

/** By its name, or where SQLite cannot say which one it is, among those of its table. */
function named(index: string, table: string): RegExp {
  return new RegExp(` is damaged: (the index ${index}|one of the indices .*\\b${index}\\b.*) of the table ${table} \\(`)
}

test('whatever byte of an index is changed, everything is read as it was, and writing is refused by the name of the index', () => {
  const { file, bytes, indices } = written()
  const sound = said(file)
  expect(Object.values(sound).filter((answer) => !answer.startsWith('{'))).toEqual([])
  expect(indices.filter(({ at }) => bytes.readUInt16BE(at + 3) === 0)).toEqual([])
  let damaged = 0
  for (const { name, table, at } of indices.filter((index) => !largeTables.includes(index.table))) {
    for (const place of placesIn(bytes, at)) {
      writeFileSync(file, Buffer.from(bytes).fill(bytes[place]! ^ 0x05, place, place + 1))
      expect([name, place - at, said(file)]).toEqual([name, place - at, sound])
      if (isSound(file)) continue
      damaged += 1
      const why = refusal(file)
      expect([name, place - at, why]).toEqual([name, place - at, expect.stringMatching(named(name, table))])
      expect(why).toContain('everything in it can still be read and exported ("lab list", "lab export")')
      expect(why).not.toContain('\n')
    }
  }
  expect(damaged).toBeGreaterThan(100)
})

test('a page of an index of many, whatever byte of it is changed, leaves the list of runs as it was', () => {
  const { db, file, close } = temporaryLabFile()
  insertSamples(db, 400)
  const pages = db
    .prepare<[], number>(
      "SELECT pageno FROM dbstat JOIN sqlite_schema USING (name) WHERE tbl_name = 'runs' AND type = 'index'",
    )
    .pluck()
    .all()
  close()
  const bytes = readFileSync(file)
  const list = (): string => {
    const labFile = unwrap(openLabFile(file, { mode: 'read' }))
    const runs = JSON.stringify(listRuns(labFile.db))
    labFile.close()
    return runs
  }
  const whole = list()
  const place = fc.record({ page: fc.constantFrom(...pages), byte: fc.oneof(fc.nat(60), fc.nat(pageBytes - 1)) })
  fc.assert(
    fc.property(place, fc.integer({ min: 1, max: 255 }), ({ page, byte }, change) => {
      const at = (page - 1) * pageBytes + byte
      writeFileSync(file, Buffer.from(bytes).fill(bytes[at]! ^ change, at, at + 1))
      expect(list()).toBe(whole)
    }),
    { numRuns: 80, examples: pages.map((page) => [{ page, byte: 39 }, 0x21]) },
  )
})

test('an index of a table that is not looked at changes no value: what it does not lead to is named', () => {
  const { file, bytes, indices } = written()
  const sound = said(file)
  for (const { name, at } of indices.filter(({ table }) => largeTables.includes(table))) {
    for (const place of placesIn(bytes, at)) {
      writeFileSync(file, Buffer.from(bytes).fill(bytes[place]! ^ 0x05, place, place + 1))
      for (const [what, answer] of Object.entries(said(file))) {
        if (answer !== sound[what])
          expect([name, what, answer]).toEqual([name, what, expect.stringContaining(' is damaged')])
      }
    }
  }
})

test.each([
  ['another', 'UPDATE runs SET colour = 5 WHERE id = 3'],
  ['of another type', 'UPDATE runs SET colour = 2.5 WHERE id = 3'],
  ['missing', 'UPDATE runs SET colour = NULL WHERE id = 3'],
])('a row whose value is %s beside its index is named, and the others are read', (_, statement) => {
  const { file, bytes } = written()
  const raw = new BetterSqlite3(file)
  const root = Number(raw.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'runs'").pluck().get())
  raw.unsafeMode()
  raw.pragma('writable_schema = ON')
  // The table allows it for a moment.
  raw.exec("UPDATE sqlite_schema SET sql = replace(sql, 'colour INTEGER NOT NULL', 'colour ANY') WHERE name = 'runs'")
  raw.close()
  const other = new BetterSqlite3(file)
  other.exec(statement)
  other.close()
  // The page of the rows alone: the index and the definitions are as they were.
  readFileSync(file).copy(bytes, (root - 1) * pageBytes, (root - 1) * pageBytes, root * pageBytes)
  writeFileSync(file, bytes)
  expect(isSound(file)).toBe(false)
  const labFile = unwrap(openLabFile(file, { mode: 'read' }))
  const { runs, damaged } = listRuns(labFile.db)
  labFile.close()
  expect(runs.map(({ id }) => id)).toEqual([1, 2, 4, 5])
  expect(damaged.map(sentence)).toEqual([expect.stringContaining('run 3: its record is not what was stored')])
})

test('a look through the file names a damaged index once, and finds everything else sound', () => {
  const { file, bytes, indices } = written()
  for (const { name, table, at } of indices.filter((index) => !largeTables.includes(index.table))) {
    writeFileSync(file, Buffer.from(bytes).fill(0, at + 4, at + 5))
    const labFile = unwrap(openForLooking(file))
    const { damage } = checkFile(labFile)
    labFile.close()
    expect(damage.map(sentence)).toEqual([expect.stringContaining(`the index ${name} of the table ${table} (`)])
  }
})
