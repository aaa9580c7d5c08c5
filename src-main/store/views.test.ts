/** The views that docs/lab-file.md promises to other programs, as one of them sees the file. */
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { finishRun, stopRun } from './finishRun'
import { trashRuns } from './runs/editRuns'
import { insertRuns } from './runs/insertRuns'
import { appendRows } from './series/appendRows'
import { sampleExperiment } from './testing/sampleExperiment'
import { sampleOutcome } from './testing/sampleOutcome'
import { temporaryLabFile } from './testing/temporaryLabFile'

test('views show runs, groups and series outside the trash, under names that stay', () => {
  const { db, file } = temporaryLabFile()
  const experiments = [1, 2, 3].map((seed) => ({ ...sampleExperiment(), seed }))
  const [first, second, third] = insertRuns(db, { experiments, createdAtMs: 5 })
  const key = { diagnostic: 'trainingLoss', parameter: '' }
  appendRows(db, first!, { key, shape: { columns: ['value'] }, steps: Float64Array.of(7), values: Float64Array.of(1) })
  finishRun(db, first!, { ...sampleOutcome, step: 7, trainingLoss: Number.POSITIVE_INFINITY }, 6)
  finishRun(db, second!, { ...sampleOutcome, status: 'diverged' }, 6)
  stopRun(db, third!, 6)
  trashRuns(db, [third!], 7)
  const other = new BetterSqlite3(file, { readonly: true })
  const runs = other.prepare('SELECT * FROM lab_runs ORDER BY run').all() as Record<string, unknown>[]
  expect(runs).toMatchObject([
    {
      run: first,
      seed: 1,
      configuration: 1,
      status: 'completed',
      step: 7,
      training_loss: 'Infinity',
      created_at_ms: 5,
    },
    { run: second, seed: 2, configuration: 1, status: 'diverged' },
  ])
  expect(JSON.parse(String(runs[0]!.document))).toMatchObject({ optimizer: sampleExperiment().optimizer })
  expect(other.prepare('SELECT * FROM lab_groups').all()).toMatchObject([
    { configuration: 1, runs: 2, completed: 1, diverged: 1 },
  ])
  expect(other.prepare('SELECT * FROM lab_series').all()).toEqual([
    { series: 1, run: first, ...key, shape: '{"columns":["value"]}', row_count: 1, last_step: 7 },
  ])
  other.close()
})
