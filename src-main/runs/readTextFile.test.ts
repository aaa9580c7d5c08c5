import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { unwrap } from '../contract/result'
import { readTextFile } from './readTextFile'

const folder = mkdtempSync(join(tmpdir(), 'second-moment-text-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = join(folder, 'a.txt')
const readAt = (at: string | number) => unwrap(readTextFile({ file: 'a.txt', at, what: 'the text', largestBytes: 8 }))

function read(content: string | Uint8Array): string {
  writeFileSync(file, content)
  return readAt(file)
}

describe('a text file', () => {
  test('is read to its last allowed byte, without its byte order mark', () => {
    expect(read('12345678')).toBe('12345678')
    expect(read('\uFEFFsäe')).toBe('säe')
    expect(read('')).toBe('')
  })

  test('is refused where it is longer than allowed', () => {
    expect(() => read('123456789')).toThrow('a.txt has 9 bytes; the text has at most 8')
  })

  test('that is open already is read from where it is', () => {
    writeFileSync(file, 'open')
    const descriptor = openSync(file, 'r')
    expect(readAt(descriptor)).toBe('open')
    closeSync(descriptor)
  })

  test.each([
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x7b, 0), 0],
    ['Latin-1', Uint8Array.of(0x61, 0x62, 0xe4, 0x63), 2],
    ['cut off', Uint8Array.of(0x61, 0xc3), 1],
  ])('that is no UTF-8 (%s) is refused by its byte, not read with holes', (_, bytes, place) => {
    expect(() => read(bytes)).toThrow(`a.txt is no UTF-8 at byte ${place}; it must be saved as UTF-8`)
  })

  test('that is missing, below a file, or a folder is refused by its name', () => {
    writeFileSync(file, '')
    expect(() => readAt(join(folder, 'none'))).toThrow(/^a.txt does not exist$/)
    expect(() => readAt(join(file, 'below'))).toThrow('a.txt does not exist: a part of its path is not a folder')
    expect(() => readAt(folder)).toThrow('a.txt is a folder; the text is expected')
  })
})
