import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unwrap } from '../contract/result'
import { rescue } from './rescue'
import { temporaryFolder, temporaryLabFile } from './testing/temporaryLabFile'

test('a lost file is saved beside its place under the first name that is free', async () => {
  const folder = temporaryFolder()
  const labFile = temporaryLabFile(join(folder, 'study.lab'))
  writeFileSync(join(folder, 'study-saved.lab'), 'taken')
  rmSync(labFile.file)
  const saved = unwrap(await rescue(labFile.file, (to) => labFile.moveTo(to), folder))
  expect(saved).toBe(join(folder, 'study-saved-2.lab'))
  expect(labFile.file).toBe(saved)
})

test('where the folder is gone as well, it is saved in the folder of the app', async () => {
  const folder = temporaryFolder()
  const own = join(folder, 'own')
  mkdirSync(join(folder, 'shelf'))
  const labFile = temporaryLabFile(join(folder, 'shelf', 'study.lab'))
  rmSync(join(folder, 'shelf'), { recursive: true })
  expect(labFile.lost()).toMatchObject({ how: 'gone' })
  const saved = unwrap(await rescue(labFile.file, (to) => labFile.moveTo(to), own))
  expect(saved).toBe(join(own, 'study-saved.lab'))
  labFile.close()
  expect([readdirSync(folder), readdirSync(own)]).toEqual([['own'], ['study-saved.lab']])
})
