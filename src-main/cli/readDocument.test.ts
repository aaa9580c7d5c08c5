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
    ['{\n  "seed": 1,\n  "name" 3\n}', 'line 3, column 10: a colon is missing'],
    ['{"seed": 1,}', 'line 1, column 12: a key in double quotes is expected here'],
    ['', 'line 1, column 1'],
    ['{"seed": 1} more', 'line 1, column 13'],
    ['{"seed": // one\n1}', 'line 1, column 10'],
    ['['.repeat(300_000), 'more levels of lists and objects are open than can be read'],
  ])('that is not JSON (%j) is refused with its place', (content, place) => {
    expect(reading(content)).toThrow(`${join(folder, 'bowl.json')} is not JSON: ${place}`)
  })

  test('with a key that stands twice, or a number that would be another one, is refused by path', () => {
    expect(reading('{\n"seed": 1,\n"optimizer": {"kind": "sgd", "kind": "adam"},\n"seed": 2\n}')).toThrow(
      `${join(folder, 'bowl.json')}: optimizer.kind stands twice, both in line 3; a key may stand once; seed stands twice, in line 2 and in line 4; a key may stand once`,
    )
    expect(reading('{"seed": 9007199254740993}')).toThrow(
      'bowl.json: seed = 9007199254740993, would become 9007199254740992',
    )
  })

  test('that is missing, a folder, or larger than any document is refused by name', () => {
    expect(() => readDocument(join(folder, 'none.json'))).toThrow('none.json does not exist')
    expect(() => readDocument(folder)).toThrow(`${folder} is a folder; an experiment document is expected`)
    expect(reading(`"${'x'.repeat(1024 * 1024)}"`)).toThrow('an experiment document has at most 1048576')
  })
})
