/** A row that is not what was stored is named, whatever byte of it changed, and the others are read. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { runIdSchema } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import { appendFrame } from './appendFrame'
import { failRun, finishRun, interruptRunningRuns } from './finishRun'
import { inTransaction, type WritableDb } from './labDatabase'
import type { LabFile } from './labFile'
import { openLabFile } from './openLabFile'
import { readLab } from './readLab'
import { listRules, saveRule, trashRule } from './rules'
import { editRuns, purgeRuns, restoreRuns, trashRuns } from './runs/editRuns'
import { moveInQueue } from './runs/queue'
import { listRuns, readRun } from './runs/readRuns'
import { recordPrepared, setPaused, startRun } from './runs/runStatus'
import { damagedRows } from './seals'
import { insertSamples } from './testing/insertSamples'
import { sampleOutcome } from './testing/sampleOutcome'
import { temporaryFolder, temporaryLabFile } from './testing/temporaryLabFile'

const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }
const frame = { step: 7, elapsedMs: 1, stepsPerSecond: 1, rows: [] }

/** Three runs with tags, a note and losses, and a rule of two versions. */
function fill(db: WritableDb): void {
  const [first, second] = insertSamples(db, 3)
  startRun(db, first!, 1)
  finishRun(db, first!, sampleOutcome, 2)
  failRun(db, second!, { kind: 'trainerExited', code: 3, lastStep: 9 }, 3)
  editRuns(db, [first!, second!], { tags: ['paper', 'kept'], note: 'the one of the figure' })
  saveRule(db, 'mine', 'w = w - g', 1)
  saveRule(db, 'mine', 'w = w - 2*g', 2)
}

/** What the file says after its content was changed behind the program's back. */
function changed(statement: string): LabFile {
  const written = temporaryLabFile()
  fill(written.db)
  written.close()
  const raw = new BetterSqlite3(written.file)
  raw.pragma('foreign_keys = OFF')
  raw.exec(statement)
  raw.close()
  return unwrap(openLabFile(written.file, { mode: 'read' }))
}

test.each([
  ['a loss', 'UPDATE runs SET training_loss = 0.5 WHERE id = 1', /run 1: its record is not what was stored$/],
  ['a status', "UPDATE runs SET status = 'ZZZZ' WHERE id = 1", /run 1: its record is not what was stored$/],
  ['a note', "UPDATE runs SET note = 'the two' WHERE id = 1", /run 1: its record is not what was stored$/],
  ['a number', 'UPDATE runs SET id = 9 WHERE id = 1', /run 9: its record is not what was stored$/],
  ['a tag', "UPDATE run_tags SET tag = 'paper' WHERE run_id = 1", /run 1: its tags are not what was stored$/],
  ['a lost tag', 'DELETE FROM run_tags WHERE run_id = 1 AND position = 1', /run 1: its tags are not what was stored$/],
])('%s that changed names its run, and the others are listed as they were', (_, statement, said) => {
  const labFile = changed(statement)
  const { runs, damaged } = listRuns(labFile.db)
  expect(runs.map((run) => run.id)).toEqual([2, 3])
  expect(damaged.map(sentence)).toEqual([expect.stringMatching(said)])
  const read = labFile.attempt(() => readRun(labFile.db, runIdSchema.parse(1)))
  if (!statement.includes('id = 9')) expect(read).toEqual({ ok: false, error: damaged[0] })
  labFile.close()
})

test('a configuration that changed, or is lost, names every run that has it', () => {
  for (const statement of [
    "UPDATE configurations SET document = replace(document, '50', '51')",
    'DELETE FROM configurations',
  ]) {
    const labFile = changed(statement)
    const { runs, damaged } = listRuns(labFile.db)
    expect(runs).toEqual([])
    expect(damaged.map(sentence)).toEqual(
      [1, 2, 3].map((run) =>
        expect.stringMatching(new RegExp(`run ${run}: its configuration is not what was stored$`)),
      ),
    )
    labFile.close()
  }
})

test('a run that is lost is missed, and so is a rule', () => {
  const labFile = changed(
    'DELETE FROM runs WHERE id = 2; DELETE FROM run_tags WHERE run_id = 2; UPDATE lab SET run_count = 3',
  )
  const { runs, damaged } = listRuns(labFile.db)
  expect(runs.map((run) => run.id)).toEqual([1, 3])
  expect(damaged.map(sentence)).toEqual([expect.stringMatching(/1 of its 3 runs cannot be found$/)])
  expect(() => readRun(labFile.db, runIdSchema.parse(2))).toThrow('1 of its 3 runs cannot be found')
  labFile.close()
  const other = changed('DELETE FROM rules WHERE version = 2; UPDATE lab SET rule_count = 2')
  expect(() => listRules(other.db)).toThrow('1 of its 2 rules cannot be found')
  other.close()
})

test('a rule that changed is named, and so is what the file says of itself', () => {
  const rule = changed("UPDATE rules SET text = 'w = w - 9*g' WHERE version = 2")
  expect(() => listRules(rule.db)).toThrow('the rule "mine" is not what was saved')
  expect(listRuns(rule.db).damaged).toEqual([])
  rule.close()
  const lab = changed("UPDATE lab SET uid = 'another'")
  expect(() => readLab(lab.db)).toThrow('what the file says of itself is not what was stored')
  expect(listRuns(lab.db)).toMatchObject({ runs: [{ id: 1 }, { id: 2 }, { id: 3 }], damaged: [{ kind: 'damaged' }] })
  expect([...damagedRows(lab.db)].map(({ message }) => message)).toEqual([expect.stringContaining('of itself')])
  lab.close()
})

test('damage is never sealed anew: what would change a damaged row is refused, and says so', () => {
  const written = temporaryLabFile()
  fill(written.db)
  written.close()
  const raw = new BetterSqlite3(written.file)
  raw.exec("UPDATE runs SET note = 'changed', status = 'running' WHERE id = 1")
  raw.close()
  const { db } = temporaryLabFile(written.file)
  const first = runIdSchema.parse(1)
  expect(() => editRuns(db, [first], { name: 'new' })).toThrow('run 1: its record is not what was stored')
  expect(() => appendFrame(db, first, frame, progress)).toThrow('run 1: its record is not what was stored')
  expect(interruptRunningRuns(db)).toEqual([])
  expect(listRuns(db).damaged).toHaveLength(1)
})

test('every way in which the store writes leaves every row sealed', () => {
  const { db } = temporaryLabFile()
  const sound = (): void => expect([...damagedRows(db)].map(({ message }) => message)).toEqual([])
  fill(db)
  sound()
  const [running, queued] = insertSamples(db, 2)
  const steps: readonly (() => void)[] = [
    () => moveInQueue(db, queued!, 0),
    () => startRun(db, running!, 1),
    () =>
      recordPrepared(db, running!, {
        type: 'prepared',
        totalSteps: 400,
        stepsPerEpoch: null,
        recordEvery: 1,
        evaluateEvery: null,
        cadences: {},
        engineVersion: '1',
        backend: 'reference',
        backendShortfall: null,
        threads: 1,
        threadsShortfall: null,
        dataDigest: null,
        parameters: [],
      }),
    () => appendFrame(db, running!, frame, progress),
    () => setPaused(db, running!, true),
    () => interruptRunningRuns(db),
    () => trashRuns(db, [running!], 4),
    () => restoreRuns(db, [running!]),
    () => trashRuns(db, [running!], 5),
    () => purgeRuns(db, [running!]),
    () => trashRule(db, 'mine', 6),
  ]
  for (const step of steps) {
    step()
    sound()
  }
})

test('a transaction that is rolled back leaves the seals as they were', () => {
  const { db } = temporaryLabFile()
  fill(db)
  const before = listRuns(db)
  const undone = () =>
    inTransaction(db, () => {
      editRuns(db, [runIdSchema.parse(1)], { name: 'other', tags: [] })
      throw new RangeError('no')
    })
  expect(undone).toThrow('no')
  expect(listRuns(db)).toEqual(before)
})

test('a byte that flips in a table of records is without effect, or named', () => {
  const written = temporaryLabFile()
  fill(written.db)
  written.close()
  const bytes = readFileSync(written.file)
  const file = join(temporaryFolder(), 'flipped.lab')
  const sound = said(written.file)
  expect(Object.values(sound).every((answer) => answer.startsWith('{'))).toBe(true)
  const places = bytesOfRecords(written.file)
  fc.assert(
    fc.property(fc.nat({ max: places.length - 1 }), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const flipped = Buffer.from(bytes)
      const place = places[index]!
      flipped.writeUInt8(bytes.readUInt8(place.at) ^ flip, place.at)
      writeFileSync(file, flipped)
      const answers = said(file)
      for (const [what, answer] of Object.entries(answers)) {
        if (answer.startsWith('{')) expect([what, answer]).toEqual([what, sound[what]])
      }
      if (place.isOfIndex) expect([place, answers]).toEqual([place, sound])
    }),
    { numRuns: 500 },
  )
})

/** What is said of a file: JSON of a value, or the sentence of an error. */
function said(file: string): Record<string, string> {
  const opened = openLabFile(file, { mode: 'read' })
  if (!opened.ok) return { file: sentence(opened.error) }
  const { db, attempt, close } = opened.value
  const tell = (read: () => unknown): string => {
    try {
      const answer = attempt(read)
      return answer.ok ? JSON.stringify({ value: answer.value }) : sentence(answer.error)
    } catch (thrown) {
      return String(thrown)
    }
  }
  const list = (): unknown => {
    const { damaged, ...rest } = listRuns(db)
    if (damaged[0] !== undefined) throw new RangeError(sentence(damaged[0]))
    return rest
  }
  const answers = {
    list: tell(list),
    rules: tell(() => listRules(db)),
    lab: tell(() => readLab(db)),
    ...Object.fromEntries(
      [1, 2, 3, 4].map((id) => [`run ${id}`, tell(() => ({ run: readRun(db, runIdSchema.parse(id)) }))]),
    ),
  }
  close()
  return answers
}

/** The bytes of the pages of the sealed tables, and of their indices. */
function bytesOfRecords(file: string): { readonly at: number; readonly isOfIndex: boolean }[] {
  const db = new BetterSqlite3(file, { readonly: true })
  const pageBytes = Number(db.pragma('page_size', { simple: true }))
  const pages = db
    .prepare<unknown[], { pageno: number; type: string }>(
      `SELECT pageno, type FROM dbstat JOIN sqlite_schema USING (name)
         WHERE tbl_name IN ('lab', 'configurations', 'runs', 'run_tags', 'rules')`,
    )
    .all()
  db.close()
  return pages.flatMap(({ pageno, type }) =>
    Array.from({ length: pageBytes }, (_, byte) => ({
      at: (pageno - 1) * pageBytes + byte,
      isOfIndex: type === 'index',
    })),
  )
}
