import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile } from './replaceFile'
import { temporaryFolder } from './testing/temporaryLabFile'

test('the file holds the pieces in order', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'series.csv')
  replaceFile(file, ['s_dW,', 'ε\n', new Uint8Array([0x31])])
  expect(readFileSync(file, 'utf8')).toBe('s_dW,ε\n1')
  expect(readdirSync(folder)).toEqual(['series.csv'])
})

test('pieces that fail halfway leave the file that was there, and nothing else', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'series.csv')
  writeFileSync(file, 'before')
  function* failing(): Generator<string> {
    yield 'half'
    throw new Error('no more')
  }
  expect(() => replaceFile(file, failing())).toThrow('no more')
  expect(readFileSync(file, 'utf8')).toBe('before')
  expect(readdirSync(folder)).toEqual(['series.csv'])
})

test('a folder of that name is left alone, and nothing beside it', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'taken')
  mkdirSync(join(file, 'by a folder'), { recursive: true })
  expect(() => replaceFile(file, ['x'])).toThrow()
  expect(readdirSync(folder)).toEqual(['taken'])
})

test('a symbolic link stays one, and what it points to is replaced', () => {
  const folder = temporaryFolder()
  const shelf = temporaryFolder()
  writeFileSync(join(shelf, 'real.csv'), 'before')
  symlinkSync(join(shelf, 'real.csv'), join(folder, 'link.csv'))
  replaceFile(join(folder, 'link.csv'), ['after'])
  expect(lstatSync(join(folder, 'link.csv')).isSymbolicLink()).toBe(true)
  expect(readlinkSync(join(folder, 'link.csv'))).toBe(join(shelf, 'real.csv'))
  expect(readFileSync(join(shelf, 'real.csv'), 'utf8')).toBe('after')
  expect([readdirSync(folder), readdirSync(shelf)]).toEqual([['link.csv'], ['real.csv']])
})
