import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LabFailure } from '../../contract/errors'
import { readIdxFile } from './idxHeader'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-idx-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Two images of 2 × 3 pixels, by the format's description. */
const sound = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

function fileOf(bytes: readonly number[]): string {
  const file = join(folder, 'data-idx3-ubyte')
  writeFileSync(file, Uint8Array.from(bytes))
  return file
}

function reasonOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof LabFailure && error.error.kind === 'datasetUnreadable') return error.error.reason
    throw error
  }
  return ''
}

describe('readIdxFile', () => {
  test('gives sizes and values', () => {
    const { sizes, values } = readIdxFile(fileOf(sound), 3)
    expect(sizes).toEqual([2, 2, 3])
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  test('a file cut anywhere is refused at the byte where it ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sound.length - 1 }), (length) => {
        expect(reasonOf(() => readIdxFile(fileOf(sound.slice(0, length)), 3))).toContain(`ends at byte ${length}`)
      }),
    )
  })

  test.each([
    [
      'trailing bytes',
      [...sound, 0],
      'goes on after byte 28, where its header (2 × 2 × 3 uint8) ends it; it has 29 bytes',
    ],
    [
      'another type',
      [0, 0, 9, ...sound.slice(3)],
      'starts with the number 0x00000903 at byte 0; an IDX file of unsigned bytes in 3 dimensions starts with 0x00000803',
    ],
    ['labels for images', [0, 0, 8, 1, ...sound.slice(4)], 'starts with the number 0x00000801 at byte 0'],
    [
      'a size of zero',
      [...sound.slice(0, 8), 0, 0, 0, 0, ...sound.slice(12)],
      'gives dimension 2 the size 0 at byte 8; it must be 1 or more',
    ],
    ['sizes beyond reason', [0, 0, 8, 3, ...Array.from({ length: 12 }, () => 255)], 'ends at byte 16'],
    ['gzip', [0x1f, 0x8b, ...sound], 'is compressed with gzip; it must be unpacked first'],
  ])('%s: says so', (_, bytes, reason) => {
    expect(reasonOf(() => readIdxFile(fileOf(bytes), 3))).toContain(reason)
  })

  test('a missing file and a folder are told apart', () => {
    mkdirSync(join(folder, 'inner'), { recursive: true })
    expect(reasonOf(() => readIdxFile(join(folder, 'nothing'), 3))).toBe('cannot be read: there is no such file')
    expect(reasonOf(() => readIdxFile(join(folder, 'inner'), 3))).toBe('cannot be read: it is a folder')
  })

  test('garbage is never taken for data, and never throws anything but the one error', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 }), (bytes) => {
        expect(reasonOf(() => readIdxFile(fileOf(bytes), 3))).not.toBe('')
      }),
    )
  })
})
