import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import { checkFile } from './checkFile'
import { finishRun } from './finishRun'
import { openForLooking } from './openLabFile'
import { saveRule } from './rules'
import { appendRows } from './series/appendRows'
import { insertSamples } from './testing/insertSamples'
import { sampleOutcome } from './testing/sampleOutcome'
import { sampleCheckpoint } from './testing/sampleSnapshot'
import { temporaryLabFile } from './testing/temporaryLabFile'

/** Two runs with series that have levels, a result and a checkpoint. */
function written(): string {
  const { db, file, close } = temporaryLabFile()
  const runs = insertSamples(db, 2)
  const steps = Float64Array.from({ length: 3000 }, (_, index) => index + 1)
  for (const run of runs) {
    const key = { diagnostic: 'trainingLoss', parameter: '' }
    appendRows(db, run, { key, shape: { columns: ['value'] }, steps, values: steps.map(Math.sin) })
    const { arrays } = sampleCheckpoint()
    const outcome = {
      ...sampleOutcome,
      status: 'stopped',
      result: arrays.slice(0, 1),
      checkpoint: sampleCheckpoint(),
    } as const
    finishRun(db, run as RunId, outcome, 2)
  }
  saveRule(db, 'mine', 'w = w - g', 1)
  close()
  return file
}

function look(file: string) {
  const labFile = unwrap(openForLooking(file))
  const check = checkFile(labFile)
  labFile.close()
  return { ...check, sentences: check.damage.map(sentence) }
}

function damage(file: string, statement: string): void {
  const raw = new BetterSqlite3(file)
  raw.pragma('foreign_keys = OFF')
  raw.exec(statement)
  raw.close()
}

test('a sound file is looked through whole', () => {
  const { looked, sentences } = look(written())
  expect(sentences).toEqual([])
  // The parameter and the list of arrays of both runs are the same, and kept once.
  expect(looked).toEqual({ runs: 2, series: 2, rows: 6000, snapshots: 4, arrays: 3 })
})

const flipped = (column: string) => `CAST(substr(${column}, 1, 9) || x'ff' || substr(${column}, 11) AS BLOB)`

test.each([
  [
    'a chunk',
    `UPDATE chunks SET payload = ${flipped('payload')} WHERE id = 2`,
    'run 1: the rows of trainingLoss at steps 1025 to 2048',
  ],
  ['a level', `UPDATE levels SET payload = ${flipped('payload')} WHERE id = 1`, 'run 1: the blocks of level'],
  ['an array', `UPDATE arrays SET bytes = ${flipped('bytes')} WHERE rowid = 1`, 'is not what was stored'],
  ['a snapshot', 'DELETE FROM snapshot_arrays WHERE snapshot_id = 1', 'run 1: its result at step'],
  [
    'a series that is gone',
    'DELETE FROM series WHERE run_id = 2; UPDATE runs SET series_count = 1',
    'run 2: its series is found',
  ],
  ['a reference', 'UPDATE chunks SET series_id = 99 WHERE id = 1', 'of chunks names a row of series that is not there'],
])('damage of %s is named, and what is behind it is looked at', (_, statement, what) => {
  const file = written()
  damage(file, statement)
  const { looked, sentences } = look(file)
  expect(sentences.join('\n')).toContain(what)
  expect(looked.runs).toBe(2)
})
