import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import { stopRun } from '../store/finishRun'
import { foldLog } from '../store/labDatabase'
import { purgeRuns, trashRuns } from '../store/runs/editRuns'
import { appendRows } from '../store/series/appendRows'
import { insertSamples } from '../store/testing/insertSamples'
import { temporaryLabFile } from '../store/testing/temporaryLabFile'
import { Sweeper } from './sweeper'

const steps = Float64Array.from({ length: 100_000 }, (_, index) => index + 1)
const series = {
  key: { diagnostic: 'loss', parameter: '' },
  shape: { columns: ['value'] },
  steps,
  values: steps.map(Math.sqrt),
}

function withPurgedRun() {
  const labFile = temporaryLabFile()
  const [run] = insertSamples(labFile.db, 1) as [RunId]
  appendRows(labFile.db, run, series)
  stopRun(labFile.db, run, 1)
  trashRuns(labFile.db, [run], 2)
  foldLog(labFile.db)
  purgeRuns(labFile.db, [run])
  return labFile
}

test('after a purge the lab file gets as small as it was before the run, and not while somebody waits for the purge', async () => {
  const labFile = withPurgedRun()
  const full = statSync(labFile.file).size
  const sweeper = new Sweeper(labFile)
  sweeper.start()
  expect(statSync(labFile.file).size).toBe(full)
  await sweeper.whenIdle()
  expect(statSync(labFile.file).size).toBeLessThan(full / 4)
  expect(labFile.db.pragma('freelist_count', { simple: true })).toBe(0)
})

test('one that is closed leaves the rest for another time, and does not begin again', async () => {
  const labFile = withPurgedRun()
  const sweeper = new Sweeper(labFile)
  sweeper.start()
  sweeper.close()
  sweeper.start()
  await sweeper.whenIdle()
  expect(labFile.db.prepare('SELECT count(*) FROM chunks').pluck().get()).toBe(98)
  const next = new Sweeper(labFile)
  next.start()
  await next.whenIdle()
  expect(labFile.db.prepare('SELECT count(*) FROM chunks').pluck().get()).toBe(0)
})
