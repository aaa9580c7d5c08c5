/** One file, one writer, whatever it is called; and a name that comes to mean another file. */
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { unwrap } from '../contract/result'
import { inTransaction } from './labDatabase'
import { openLabFile } from './openLabFile'
import { listRules, saveRule } from './rules'
import { temporaryFolder, temporaryLabFile } from './testing/temporaryLabFile'

const modes = ['write', 'read'] as const

function refusal(file: string, mode: 'write' | 'read'): string {
  const result = mode === 'write' ? openLabFile(file, { mode }) : openLabFile(file, { mode })
  if (!result.ok) return sentence(result.error)
  result.value.close()
  return 'opened'
}

test('a symbolic link leads to the lock of the file itself', () => {
  const folder = temporaryFolder()
  const { file } = temporaryLabFile(join(folder, 'study.lab'))
  symlinkSync('study.lab', join(folder, 'alias.lab'))
  expect(refusal(join(folder, 'alias.lab'), 'write')).toContain(`the lab file ${file} is in use`)
})

test('through a link of links, also one of a folder, the one file is opened', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'deep'))
  const { file } = temporaryLabFile(join(folder, 'deep', 'study.lab'))
  symlinkSync('deep', join(folder, 'shallow'))
  symlinkSync(join('shallow', '..', 'deep', 'study.lab'), join(folder, 'first.lab'))
  symlinkSync('first.lab', join(folder, 'second.lab'))
  const opened = unwrap(openLabFile(join(folder, 'second.lab'), { mode: 'read' }))
  expect(opened.file).toBe(file)
  opened.close()
})

test('a link to a file that is not there yet stays a link, and the file is made where it points', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'shelf'))
  symlinkSync(join('shelf', 'new.lab'), join(folder, 'link.lab'))
  expect(refusal(join(folder, 'link.lab'), 'write')).toBe('opened')
  expect([readdirSync(folder), readdirSync(join(folder, 'shelf'))]).toEqual([['link.lab', 'shelf'], ['new.lab']])
})

test('a circle of links is refused in words', () => {
  const folder = temporaryFolder()
  symlinkSync('b.lab', join(folder, 'a.lab'))
  symlinkSync('a.lab', join(folder, 'b.lab'))
  expect(refusal(join(folder, 'a.lab'), 'write')).toContain('its path is a circle of links')
})

test.for(modes)('a file with two names is refused under both, for %s', (mode) => {
  const folder = temporaryFolder()
  const { file, close } = temporaryLabFile(join(folder, 'study.lab'))
  close()
  linkSync(file, join(folder, 'hard.lab'))
  expect(refusal(file, mode)).toContain(`${file} has 2 names (hard links)`)
  expect(refusal(join(folder, 'hard.lab'), mode)).toContain('has 2 names (hard links)')
})

test.for(modes)('a file that was renamed while it is written is in use under its new name, for %s', (mode) => {
  const folder = temporaryFolder()
  const { file } = temporaryLabFile(join(folder, 'old.lab'))
  renameSync(file, join(folder, 'new.lab'))
  expect(refusal(join(folder, 'new.lab'), mode)).toContain(
    `is in use by another Second Moment (process ${process.pid}), which opened it as ${file}`,
  )
})

test('a file that replaces one that is written is refused, for the log beside it is of the other', () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  labFile.close()
  copyFileSync(labFile.file, join(folder, 'backup.lab'))
  const writer = temporaryLabFile(labFile.file)
  saveRule(writer.db, 'a', 'w = w - g', 0)
  renameSync(join(folder, 'backup.lab'), writer.file)
  for (const mode of modes) {
    expect(refusal(writer.file, mode)).toContain(
      `was put in the place of a file that another Second Moment (process ${process.pid}) still writes`,
    )
  }
})

test('a file that is moved, deleted or replaced while it is open is lost, and found when it is back', () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  expect(labFile.lost()).toBeNull()
  renameSync(labFile.file, join(folder, 'elsewhere.lab'))
  expect(labFile.lost()).toEqual({ kind: 'labFileLost', file: labFile.file, how: 'gone' })
  copyFileSync(join(folder, 'elsewhere.lab'), labFile.file)
  expect(labFile.lost()).toMatchObject({ how: 'replaced' })
  rmSync(labFile.file)
  renameSync(join(folder, 'elsewhere.lab'), labFile.file)
  expect(labFile.lost()).toBeNull()
})

test('a file that another program overwrites while it is open takes nothing more, and keeps what it was given', () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  saveRule(labFile.db, 'kept', 'w = w - g', 0)
  labFile.close()
  const backup = readFileSync(labFile.file)
  const again = unwrap(openLabFile(labFile.file, { mode: 'write' }))
  for (let number = 0; number < 300; number++) saveRule(again.db, `lost ${number}`, 'w = w - g'.padEnd(2000), 0)
  writeFileSync(labFile.file, backup)
  const result = again.attempt(() => saveRule(again.db, 'late', 'w = w - g', 0))
  expect(result.ok ? '' : sentence(result.error)).toContain('was overwritten by another program while it was open')
  again.close()
  expect(readFileSync(labFile.file).equals(backup)).toBe(true)
  const whole = unwrap(openLabFile(labFile.file, { mode: 'read' }))
  expect(listRules(whole.db).map(({ name }) => name)).toEqual(['kept'])
  whole.close()
})

test('a file that is touched while it is open goes on', () => {
  const labFile = temporaryLabFile()
  utimesSync(labFile.file, 1, 1)
  saveRule(labFile.db, 'kept', 'w = w - g', 0)
  expect(listRules(labFile.db).map(({ name }) => name)).toEqual(['kept'])
})

test('a file that was renamed while it was written is whole after the close, and nothing is left of its old name', () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  saveRule(labFile.db, 'kept', 'w = w - g', 0)
  renameSync(labFile.file, join(folder, 'moved.lab'))
  labFile.close()
  expect(readdirSync(folder)).toEqual(['moved.lab'])
  const again = unwrap(openLabFile(join(folder, 'moved.lab'), { mode: 'read' }))
  expect(listRules(again.db).map(({ name }) => name)).toEqual(['kept'])
  again.close()
})

test('nothing is committed to a lost file', () => {
  const labFile = temporaryLabFile()
  rmSync(labFile.file)
  const result = labFile.attempt(() => inTransaction(labFile.db, () => saveRule(labFile.db, 'a', 'w = w - g', 0)))
  expect(result).toMatchObject({ ok: false, error: { kind: 'labFileLost', how: 'gone' } })
  expect(listRules(labFile.db)).toEqual([])
})

test('a lost file goes on in another place with all that was committed, and leaves nothing behind', async () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  saveRule(labFile.db, 'before', 'w = w - g', 0)
  rmSync(labFile.file)
  unwrap(await labFile.moveTo(join(folder, 'saved.lab')))
  expect([labFile.file, labFile.lost()]).toEqual([join(folder, 'saved.lab'), null])
  saveRule(labFile.db, 'after', 'w = w - g', 0)
  labFile.close()
  expect(readdirSync(folder)).toEqual(['saved.lab'])
  const again = unwrap(openLabFile(join(folder, 'saved.lab'), { mode: 'read' }))
  expect(listRules(again.db).map(({ name }) => name)).toEqual(['after', 'before'])
  again.close()
})

test('what is committed while a copy is under way is in the copy', async () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  for (let index = 0; index < 300; index++) saveRule(labFile.db, `rule ${index}`, `w = w - g # ${'x'.repeat(3000)}`, 0)
  const moving = labFile.moveTo(join(folder, 'saved.lab'))
  await setImmediate()
  await setImmediate()
  saveRule(labFile.db, 'meanwhile', 'w = w - g', 0)
  unwrap(await moving)
  expect(listRules(labFile.db).map(({ name }) => name)).toContain('meanwhile')
  expect(listRules(labFile.db)).toHaveLength(301)
})

test('a place that is taken or cannot be written is refused, and the lab file stays as it is', async () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  temporaryLabFile(join(folder, 'other.lab')).close()
  expect(await labFile.moveTo(join(folder, 'other.lab'))).toMatchObject({
    ok: false,
    error: { reason: 'is there already; name a file that is not' },
  })
  expect((await labFile.moveTo(join(folder, 'missing', 'other.lab'))).ok).toBe(false)
  saveRule(labFile.db, 'a', 'w = w - g', 0)
  expect(labFile.lost()).toBeNull()
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})
