import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../testing/refusalOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { readTextChunks, type TextOptions } from './textChunks'

const folder = temporaryFolder()

function pieces(content: string | Uint8Array, options: TextOptions = {}) {
  const texts: string[] = []
  const ends: boolean[] = []
  const isWhole = readTextChunks(
    folder.write('text.csv', content),
    (text, isLast) => {
      texts.push(text)
      ends.push(isLast)
      return true
    },
    options,
  )
  return { texts, ends, isWhole }
}

describe('a text file in pieces', () => {
  test('is the text, wherever the reads end, and the last piece alone says so', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '🐧', '\n'), minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (content, chunkBytes) => {
        const { texts, ends, isWhole } = pieces(content, { chunkBytes })
        expect(texts.join('')).toBe(content)
        expect(isWhole).toBe(true)
        expect(ends.indexOf(true)).toBe(ends.length - 1)
      }),
    )
  })

  test('never holds more than one read and a begun character', () => {
    const { texts } = pieces('é'.repeat(500), { chunkBytes: 10 })
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(10 + 3)
  })

  test('loses its byte order mark, and no other', () => {
    expect(pieces('\uFEFFa,b').texts.join('')).toBe('a,b')
    expect(pieces('a\uFEFF', { chunkBytes: 1 }).texts.join('')).toBe('a\uFEFF')
  })

  test('shows every byte in order, mark included', () => {
    const seen: number[] = []
    pieces('\uFEFFé', { chunkBytes: 2, onBytes: (bytes) => seen.push(...bytes) })
    expect(seen).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa9])
  })

  test('read in part does not pretend to be whole', () => {
    const { texts, ends, isWhole } = pieces('abcdef', { mostBytes: 4 })
    expect([texts.join(''), ends, isWhole]).toEqual(['abcd', [false], false])
  })
})

describe('what is no text', () => {
  test.each<[string, readonly number[], string]>([
    ['Latin-1', [0x61, 0x2c, 0xe9, 0x0a], 'is no UTF-8 at byte 3; it must be saved as UTF-8'],
    ['a character cut at the end', [0x61, 0xe2, 0x82], 'is no UTF-8 at byte 3; it must be saved as UTF-8'],
    ['a stray byte', [0x61, 0x0a, 0xff], 'is no UTF-8 at byte 2; it must be saved as UTF-8'],
    ['a zero byte', [0x61, 0x0a, 0x00], 'has a zero byte at byte 2; it is no text file'],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 'is UTF-16 at byte 0; it must be saved as UTF-8'],
    ['gzip', [0x1f, 0x8b, 0x08], 'is compressed with gzip; it must be unpacked first'],
    ['a workbook', [0x50, 0x4b, 3, 4], 'is a zip file or a workbook; it must be saved as CSV first'],
    ['nothing', [], 'is empty'],
  ])('%s is refused by byte', (_, bytes, reason) => {
    expect(refusalOf(() => pieces(Uint8Array.from(bytes)))).toBe(reason)
  })

  test('a wrong byte is named by its place in the file, however the reads fall', () => {
    const bytes = [...Buffer.from('é'.repeat(10)), 0xc3, 0x28]
    for (let chunkBytes = 1; chunkBytes < 12; chunkBytes++) {
      expect(refusalOf(() => pieces(Uint8Array.from(bytes), { chunkBytes }))).toContain('is no UTF-8 at byte 21')
    }
  })

  test('bytes of any kind are text or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (bytes, chunkBytes) => {
        const reason = refusalOf(() => pieces(bytes, { chunkBytes }))
        expect(refusalOf(() => pieces(bytes))).toBe(reason)
      }),
    )
  })

  test('a folder and a missing file are told apart', () => {
    const read = (file: string) => refusalOf(() => readTextChunks(file, () => true))
    expect(read(folder.path)).toBe('cannot be read: it is a folder')
    expect(read(`${folder.path}/none.csv`)).toBe('cannot be read: there is no such file')
  })
})
