/** Lab files as commands find them; on disk, in a folder of the test's own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unwrap } from '../contract/result'
import { openLabFile } from '../store/openLabFile'
import { listRuns } from '../store/runs/readRuns'
import { temporaryFolder } from '../store/testing/temporaryLabFile'
import { reading } from './request'

const countRuns = (file: string) => reading(file, ({ db }) => listRuns(db).length)

test('a lab file is read without being changed', () => {
  const file = join(temporaryFolder(), 'new.lab')
  unwrap(openLabFile(file, { mode: 'write' })).close()
  const before = readFileSync(file)
  expect(countRuns(file)).toBe(0)
  expect(readFileSync(file).equals(before)).toBe(true)
})
