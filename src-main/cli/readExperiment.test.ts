/** Reading a document, and remarks on standard error while it and its data are checked. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { registry } from '../trainer/registry'
import { absoluteDatasetPaths, readDocument, readExperiment } from './readExperiment'

const folder = mkdtempSync(join(tmpdir(), 'second-moment-document-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function remarksOf(rows: readonly string[], missing: string, units = 1): string[] {
  writeFileSync(join(folder, 'miss.csv'), `x,y\n${rows.join('\n')}\n`)
  const file = join(folder, 'document.json')
  const problem = {
    kind: 'network',
    dataset: { kind: 'csv', file: 'miss.csv', missing },
    layers: [{ kind: 'dense', units }],
  }
  writeFileSync(file, JSON.stringify({ schemaVersion: 1, problem, optimizer: { kind: 'sgd' } }))
  const remarks: string[] = []
  readExperiment(file, undefined, { remark: (line) => remarks.push(line) })
  return remarks
}

describe('rows left out for missing values', () => {
  test('are told by line', () => {
    expect(remarksOf(['1,2', ',3', 'NA,4', '5,', '6,7'], 'dropRow')).toEqual([
      'miss.csv: 3 rows left out for missing values (lines 3, 4, 5)',
    ])
    expect(remarksOf(['1,2', ',3', '6,7'], 'dropRow')).toEqual(['miss.csv: 1 row left out for missing values (line 3)'])
  })

  test('are told by their first ten lines, and how many more there are', () => {
    const rows = ['1,2', ...Array.from({ length: 14 }, () => '?,1')]
    expect(remarksOf(rows, 'dropRow')).toEqual([
      'miss.csv: 14 rows left out for missing values (lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 4 more)',
    ])
    expect(remarksOf(rows.slice(0, 11), 'dropRow')[0]).toContain('10, 11, 12)')
  })

  test('are not there where nothing is missing, or a mean takes its place', () => {
    expect(remarksOf(['1,2', '3,4'], 'dropRow')).toEqual([])
    expect(remarksOf(['1,2', ',4', '3,4'], 'mean')).toEqual([])
  })
})

test('data that do not fit are refused by the document’s name', () => {
  expect(() => remarksOf(['1,2', '3,4'], 'refuse', 2)).toThrow(
    /document\.json: problem\.layers\[0\]\.units = 2 in the last layer, must be 1/,
  )
  expect(() => remarksOf(['1,2', ',4'], 'refuse')).toThrow(/document\.json: the dataset file .*miss\.csv misses values/)
})

const resolved = (dataset: unknown) => {
  const document = { name: 'n', problem: { kind: 'network', batchSize: 3, dataset } }
  return absoluteDatasetPaths(document, '/home/a/study/run.json', registry)
}

describe('files that a document names', () => {
  test('are meant from the folder of the document', () => {
    expect(resolved({ kind: 'csv', file: '../data/b.csv', target: 'y' })).toEqual({
      name: 'n',
      problem: { kind: 'network', batchSize: 3, dataset: { kind: 'csv', file: '/home/a/data/b.csv', target: 'y' } },
    })
    expect(resolved({ kind: 'npy', inputs: 'x.npy', targets: '/t.npy' })).toMatchObject({
      problem: { dataset: { inputs: '/home/a/study/x.npy', targets: '/t.npy' } },
    })
  })

  test('that are empty stay empty', () => {
    expect(resolved({ kind: 'mnist', folder: '' })).toMatchObject({ problem: { dataset: { folder: '' } } })
  })

  test.each([null, 'text', [1], { kind: 'none', file: 'a' }, { kind: 'csv', file: 7 }])(
    '%j is left as it is',
    (odd) => {
      expect(resolved(odd)).toEqual({ name: 'n', problem: { kind: 'network', batchSize: 3, dataset: odd } })
    },
  )

  test.each([null, 'text', [1], {}, { problem: 3 }])('the document %j is left as it is', (odd) => {
    expect(absoluteDatasetPaths(odd, '/a/b.json', registry)).toBe(odd)
  })
})

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
