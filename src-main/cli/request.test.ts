/** Lab files as commands find them; on disk, in a folder of the test's own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { unwrap } from '../contract/result'
import { openLabFile } from '../store/openLabFile'
import { listRuns } from '../store/runs/readRuns'
import { startRun } from '../store/runs/runStatus'
import { insertSamples } from '../store/testing/insertSamples'
import { temporaryFolder } from '../store/testing/temporaryLabFile'
import { asTheyAre, findRun, reading, userPath } from './request'

const sqlite = JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))

const countRuns = (file: string) => reading(file, ({ db }) => listRuns(db).runs.length)

test('a lab file is read without being changed', () => {
  const file = join(temporaryFolder(), 'new.lab')
  unwrap(openLabFile(file, { mode: 'write' })).close()
  const before = readFileSync(file)
  expect(countRuns(file)).toBe(0)
  expect(readFileSync(file).equals(before)).toBe(true)
})

/** Opens a lab file for writing, says so, and is gone when it is killed. */
const writer = (file: string) => `
  const lock = new (require(${sqlite}))(${JSON.stringify(`${file}-writer`)})
  lock.exec('BEGIN IMMEDIATE')
  process.stdout.write('held')
  setInterval(() => {}, 1000)`

test('a run is running while a process that lives has the file open, and interrupted once that is gone; nothing is written', async () => {
  const file = join(temporaryFolder(), 'test.lab')
  const labFile = unwrap(openLabFile(file, { mode: 'write' }))
  const [run] = insertSamples(labFile.db, 2)
  startRun(labFile.db, run!, 1)
  expect(findRun(labFile, run!).status).toBe('running')
  labFile.close()
  const other = spawn(process.execPath, ['-e', writer(file)], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void other.kill('SIGKILL'))
  await once(other.stdout, 'data')
  const statuses = () => reading(file, (lab) => asTheyAre(lab, listRuns(lab.db).runs).map(({ status }) => status))
  expect(statuses()).toEqual(['running', 'queued'])
  other.kill('SIGKILL')
  await once(other, 'exit')
  const before = readFileSync(file)
  expect(statuses()).toEqual(['interrupted', 'queued'])
  expect(readFileSync(file).equals(before)).toBe(true)
})

/** As npm sets it for a script of the package in `packageFolder`, called from `/home/me/study`. */
function calledThroughNpm(packageFolder: string): void {
  vi.stubEnv('INIT_CWD', '/home/me/study')
  vi.stubEnv('npm_package_json', join(packageFolder, 'package.json'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
}

test('a path is meant from the folder where npm was called, if npm moved the command into the package', () => {
  calledThroughNpm(process.cwd())
  expect(userPath('run.json')).toBe('/home/me/study/run.json')
  expect(userPath('/data/run.json')).toBe('/data/run.json')
})

test('a path is meant from where the command stands, if a program that npm started calls it', () => {
  calledThroughNpm('/home/me/other')
  expect(userPath('run.json')).toBe(join(process.cwd(), 'run.json'))
})
