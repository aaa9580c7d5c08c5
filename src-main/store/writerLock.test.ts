import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sentence } from '../contract/errors'
import { openLabFile } from './openLabFile'
import { temporaryFolder, temporaryLabFile } from './testing/temporaryLabFile'

const sqlite = JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))

/** Holds the lock as `writerLock.ts` does, in a process of its own, and says when it has it. */
const holder = `
  const lock = new (require(${sqlite}))(process.argv[1] + '-writer', { timeout: 0 })
  lock.exec('BEGIN IMMEDIATE; CREATE TABLE holder (process INTEGER, file TEXT, opened TEXT, lock TEXT)')
  lock.prepare("INSERT INTO holder VALUES (?, ?, '', '')").run(process.pid, process.argv[1])
  lock.exec('COMMIT; BEGIN IMMEDIATE')
  process.stdout.write('held')
  setInterval(() => {}, 1000)`

test('the lock holds across processes and is gone with the process, however it ends', async () => {
  const file = join(temporaryFolder(), 'test.lab')
  const other = spawn(process.execPath, ['-e', holder, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void other.kill('SIGKILL'))
  await once(other.stdout, 'data')
  const refused = openLabFile(file, { mode: 'write' })
  expect(refused.ok ? '' : sentence(refused.error)).toContain(`in use by another Second Moment (process ${other.pid})`)
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect(temporaryLabFile(file).file).toBe(file)
})

test('of many that open at once exactly one writes', () => {
  const file = join(temporaryFolder(), 'test.lab')
  temporaryLabFile(file).close()
  const holders = Array.from({ length: 3 }, () => openLabFile(file, { mode: 'write' }))
  expect(holders.map((result) => result.ok)).toEqual([true, false, false])
  for (const result of holders) if (result.ok) result.value.close()
})

test('another program can read the file while it is written', () => {
  const { file } = temporaryLabFile()
  const reading = `console.log(new (require(${sqlite}))(process.argv[1], { readonly: true }).pragma('user_version', { simple: true }))`
  expect(Number(execFileSync(process.execPath, ['-e', reading, file], { encoding: 'utf8' }))).toBeGreaterThan(0)
})
