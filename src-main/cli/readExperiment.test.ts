/** What is said on standard error while a document and its data are checked. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readExperiment } from './readExperiment'

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
