import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { unwrap } from '../../contract/result'
import type { ColumnKey } from '../../contract/series'
import { appendRows } from '../series/appendRows'
import { insertSamples } from '../testing/insertSamples'
import { temporaryFolder, temporaryLabFile } from '../testing/temporaryLabFile'
import { openReader } from './reader'

const key: ColumnKey = { diagnostic: 'trainingLoss', parameter: '', column: 'value' }
const whole = { keys: [key], fromStep: null, toStep: null, buckets: 100, smoothing: 0 }

let entry = ''
beforeAll(async () => {
  // Below the project, so that the built file finds its packages.
  const folder = join(import.meta.dirname, '../../../node_modules/.cache/reader-test')
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: { reader: join(import.meta.dirname, 'readerThread.ts') },
        external: ['better-sqlite3'],
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  entry = join(folder, 'reader.mjs')
})

function rowsOf(count: number, from = 0) {
  return {
    key: { diagnostic: key.diagnostic, parameter: '' },
    shape: { columns: ['value'] },
    steps: Float64Array.from({ length: count }, (_, index) => from + index + 1),
    values: Float64Array.from({ length: count }, (_, index) => from + index),
  }
}

test('the thread sees what the writer has committed, and the file is alone when both are closed', async () => {
  const labFile = temporaryLabFile(join(temporaryFolder(), 'test.lab'))
  const run = insertSamples(labFile.db, 1)[0]!
  const reader = openReader(entry, () => labFile.file)
  appendRows(labFile.db, run, rowsOf(3))
  const [first] = unwrap(await reader.read('windows', { run, ...whole }))
  expect(first!.last).toEqual(Float64Array.of(0, 1, 2))
  appendRows(labFile.db, run, rowsOf(2, 3))
  const [second] = unwrap(await reader.read('windows', { run, ...whole }))
  expect(second!.last).toEqual(Float64Array.of(0, 1, 2, 3, 4))
  expect(unwrap(await reader.read('list', { run }))).toMatchObject([{ key: { diagnostic: 'trainingLoss' } }])
  await reader.close()
  labFile.close()
})

test('what is read while the file is moved is read from where it goes on', async () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  const run = insertSamples(labFile.db, 1)[0]!
  appendRows(labFile.db, run, rowsOf(3))
  const reader = openReader(entry, () => labFile.file)
  unwrap(await reader.read('list', { run }))
  const moving = reader.whileClosed(() => labFile.moveTo(join(folder, 'next.lab')))
  const meanwhile = reader.read('windows', { run, ...whole })
  unwrap(await moving)
  rmSync(join(folder, 'study.lab'))
  appendRows(labFile.db, run, rowsOf(2, 3))
  expect([3, 5]).toContain(unwrap(await meanwhile)[0]!.totalPoints)
  expect(unwrap(await reader.read('windows', { run, ...whole }))[0]!.totalPoints).toBe(5)
  await reader.close()
  labFile.close()
  expect(readdirSync(folder)).toEqual(['next.lab'])
})

test('many reads at once are each answered by their own', async () => {
  const labFile = temporaryLabFile()
  const runs = insertSamples(labFile.db, 20)
  for (const [index, run] of runs.entries()) appendRows(labFile.db, run, rowsOf(index + 1))
  const reader = openReader(entry, () => labFile.file)
  const answers = await Promise.all(runs.map((run) => reader.read('windows', { run, ...whole })))
  expect(answers.map((answer) => unwrap(answer)[0]!.totalPoints)).toEqual(runs.map((_, index) => index + 1))
  await reader.close()
})

test('a file that is not there is an error of the read, and another read tries again', async () => {
  const reader = openReader(entry, () => join(temporaryFolder(), 'missing.lab'))
  const run = insertSamples(temporaryLabFile().db, 1)[0]!
  for (const _ of [1, 2]) {
    const answer = await reader.read('list', { run })
    expect(answer).toMatchObject({ ok: false, error: { kind: 'internal' } })
  }
  await reader.close()
})
