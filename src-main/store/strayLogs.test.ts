/** A writer that was killed leaves its log, and the log's file may be moved, replaced or copied before it is read again. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { openLabFile } from './openLabFile'
import { listRules } from './rules'
import { startWriter } from './testing/startWriter'
import { temporaryFolder, temporaryLabFile } from './testing/temporaryLabFile'

const modes = ['write', 'read'] as const

/** The names of the rules in it, or why it cannot be opened. */
function rulesIn(file: string, mode: 'write' | 'read'): string[] | string {
  const opened = mode === 'write' ? openLabFile(file, { mode }) : openLabFile(file, { mode })
  if (!opened.ok) return sentence(opened.error)
  const names = listRules(opened.value.db).map(({ name }) => name)
  opened.value.close()
  return names
}

/** A folder with `study.lab` as a killed writer left it. */
async function afterCrash(): Promise<string> {
  const file = join(temporaryFolder(), 'study.lab')
  const writer = await startWriter(file)
  await writer.kill()
  expect(existsSync(`${file}-wal`)).toBe(true)
  return file
}

test.for(modes)('what a killed writer has committed is read, and one file is left, for %s', async (mode) => {
  const file = await afterCrash()
  expect(rulesIn(file, mode)).toEqual(['kept'])
  expect(readdirSync(join(file, '..')).filter((name) => name !== 'study.lab-writer')).toEqual(['study.lab'])
})

test('a clean open and close after a crash leaves no lock either', async () => {
  const file = await afterCrash()
  expect(rulesIn(file, 'write')).toEqual(['kept'])
  expect(readdirSync(join(file, '..'))).toEqual(['study.lab'])
})

test.for(modes)('a file that was renamed after a crash has its log back, for %s', async (mode) => {
  const file = await afterCrash()
  const moved = join(file, '..', 'moved.lab')
  renameSync(file, moved)
  expect(rulesIn(moved, mode)).toEqual(['kept'])
  expect(readdirSync(join(file, '..'))).toEqual(['moved.lab'])
})

test.for(modes)('a file that replaces a crashed one is read without the log of that one, for %s', async (mode) => {
  const file = await afterCrash()
  const backup = join(file, '..', 'backup.lab')
  temporaryLabFile(backup).close()
  renameSync(backup, file)
  const log = readFileSync(`${file}-wal`)
  expect(rulesIn(file, mode)).toEqual([])
  expect(readFileSync(`${file}-wal.left`).equals(log)).toBe(true)
})

test('a new file in the place of a crashed one begins without rows', async () => {
  const file = await afterCrash()
  rmSync(file)
  expect(rulesIn(file, 'write')).toEqual([])
  expect(readdirSync(join(file, '..'))).toEqual(['study.lab', 'study.lab-wal.left'])
})

test('a crashed file that is copied with its log and its lock is whole in the copy', async () => {
  const file = await afterCrash()
  const copy = join(temporaryFolder(), 'copy.lab')
  for (const ending of ['', '-wal', '-writer']) copyFileSync(`${file}${ending}`, `${copy}${ending}`)
  expect(rulesIn(copy, 'read')).toEqual(['kept'])
})

test('a crashed file where nothing may be written is read through its log', async () => {
  const file = await afterCrash()
  const folder = join(file, '..')
  chmodSync(folder, 0o555)
  expect(rulesIn(file, 'read')).toEqual(['kept'])
  chmodSync(folder, 0o755)
})

test('a file that is written by another process is in use under any of its names, and is read meanwhile', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'study.lab')
  const writer = await startWriter(file)
  expect(rulesIn(file, 'write')).toContain(`is in use by another Second Moment (process ${writer.process})`)
  expect(rulesIn(file, 'read')).toEqual(['kept'])
  mkdirSync(join(folder, 'other'))
  const moved = join(folder, 'other', 'moved.lab')
  renameSync(file, moved)
  for (const mode of modes) {
    expect(rulesIn(moved, mode)).toContain(`(process ${writer.process}), which opened it as ${file}`)
  }
  await writer.kill()
  expect(rulesIn(moved, 'read')).toEqual(['kept'])
})
