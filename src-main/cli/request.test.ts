/** Lab files as commands find them; on disk, in a folder of the test's own. */
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { unwrap } from '../contract/result'
import { listRuns } from '../store/listRuns'
import { openLabFile } from '../store/openLabFile'
import { temporaryFolder } from '../store/testing/temporaryLabFile'
import { writeOldLabFile } from '../store/testing/writeOldLabFile'
import { reading } from './request'

const countRuns = (file: string) => reading(file, ({ db }) => listRuns(db).length)

test('a lab file of an earlier format is brought up to date by whoever reads it, and its folder is left as it was', () => {
  const file = join(temporaryFolder(), 'old.lab')
  writeOldLabFile(file, 2)
  expect(countRuns(file)).toBe(0)
  unwrap(openLabFile(file, { mode: 'read' })).close()
  expect(existsSync(`${file}-writer`)).toBe(false)
})

test('one that cannot be written says its format, and keeps its bytes', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'old.lab')
  writeOldLabFile(file, 2)
  const before = readFileSync(file)
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  expect(() => countRuns(file)).toThrow(
    /old\.lab was written by an older Second Moment \(format 2; this one reads \d+\)/,
  )
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('one of this format is read without being changed', () => {
  const file = join(temporaryFolder(), 'new.lab')
  unwrap(openLabFile(file, { mode: 'write' })).close()
  const before = readFileSync(file)
  expect(countRuns(file)).toBe(0)
  expect(readFileSync(file).equals(before)).toBe(true)
})
