import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeWhole } from './writeWhole'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the file holds the pieces in order', () => {
  const file = join(folder, 'series.csv')
  expect(writeWhole(file, ['s_dW,', 'ε\n', new Uint8Array([0x31])])).toEqual({ ok: true, value: file })
  expect(readFileSync(file, 'utf8')).toBe('s_dW,ε\n1')
})

test('pieces that fail halfway leave the file that was there, and nothing else', () => {
  const file = join(folder, 'series.csv')
  writeFileSync(file, 'before')
  function* failing(): Generator<string> {
    yield 'half'
    throw new Error('no more')
  }
  const result = writeWhole(file, failing())
  expect(result.ok).toBe(false)
  expect(readFileSync(file, 'utf8')).toBe('before')
  expect(readdirSync(folder)).toEqual(['series.csv'])
})

test('a place that cannot be written is an error that names the file', () => {
  const file = join(folder, 'taken')
  mkdirSync(join(file, 'by a folder'), { recursive: true })
  const result = writeWhole(file, ['x'])
  if (result.ok || result.error.kind !== 'invalidInput') throw new Error('it was written')
  expect(result.error.what).toContain(file)
  expect(readdirSync(folder)).toEqual(['taken'])
})
