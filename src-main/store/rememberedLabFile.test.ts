import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRememberedLabFile, writeRememberedLabFile } from './rememberedLabFile'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the lab file remembered is the one read', () => {
  const file = join(folder, 'not', 'there', 'yet', 'lab.json')
  writeRememberedLabFile(file, '/data/bowls.lab')
  expect(readRememberedLabFile(file)).toBe('/data/bowls.lab')
})

test('nothing is remembered when the file is missing, is not JSON or holds something else', () => {
  const file = join(folder, 'lab.json')
  expect(readRememberedLabFile(file)).toBeNull()
  for (const content of ['{', '[]', '{"labFile": 3}', 'null']) {
    writeFileSync(file, content)
    expect(readRememberedLabFile(file)).toBeNull()
  }
})

test('what cannot be remembered is forgotten', () => {
  writeFileSync(join(folder, 'file'), '')
  writeRememberedLabFile(join(folder, 'file', 'lab.json'), '/data/bowls.lab')
  expect(readRememberedLabFile(join(folder, 'file', 'lab.json'))).toBeNull()
})
