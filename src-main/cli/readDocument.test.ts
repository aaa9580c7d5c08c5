import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDocument } from './readDocument'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function reading(content: string): () => unknown {
  const path = join(folder, 'bowl.json')
  writeFileSync(path, content)
  return () => readDocument(path)
}

describe('an experiment file', () => {
  test('is read as the JSON it holds, a byte order mark or not', () => {
    expect(reading('{"seed": 1}')()).toMatchObject({ written: { seed: 1 } })
    expect(reading('\uFEFF{"seed": 1}')()).toMatchObject({ written: { seed: 1 } })
  })

  test.each([
    ['{\n  "seed": 1,\n  "name" 3\n}', 'line 3, column 10: colon expected'],
    ['{"seed": 1,}', 'line 1, column 12: property name expected'],
    ['', 'line 1, column 1'],
    ['{"seed": 1} more', 'line 1, column 13'],
    ['{"seed": // one\n1}', 'line 1, column 10'],
    ['['.repeat(300_000), 'more levels of lists and objects are open than can be read'],
  ])('that is not JSON (%j) is refused with its place', (content, place) => {
    expect(reading(content)).toThrow(`${join(folder, 'bowl.json')} is not JSON: ${place}`)
  })

  test('that is missing, a folder, or larger than any document is refused by name', () => {
    expect(() => readDocument(join(folder, 'none.json'))).toThrow('none.json does not exist')
    expect(() => readDocument(folder)).toThrow(`${folder} is a folder; an experiment document is expected`)
    expect(reading(`"${'x'.repeat(1024 * 1024)}"`)).toThrow('an experiment document has at most 1048576')
  })
})
