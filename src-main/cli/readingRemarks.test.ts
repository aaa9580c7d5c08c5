import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { registry } from '../trainer/registry'
import { readingRemarks } from './readingRemarks'

const folder = mkdtempSync(join(tmpdir(), 'second-moment-reading-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file that has a length and takes no room. */
function sized(name: string, bytes: number): string {
  const file = join(folder, name)
  writeFileSync(file, '')
  truncateSync(file, bytes)
  return file
}
const remarksOf = (dataset: object) =>
  readingRemarks({ kind: 'network', dataset: dataset as { kind: string } }, registry)

test('a file of more than 64 MiB is named with its size, a smaller one is not', () => {
  const large = sized('large.csv', 2 ** 30)
  const edge = sized('edge.csv', 64 * 2 ** 20)
  expect(remarksOf({ kind: 'csv', file: large })).toEqual([`reading ${large} (1.0 GiB)`])
  expect(remarksOf({ kind: 'csv', file: edge })).toEqual([])
  expect(remarksOf({ kind: 'npy', inputs: sized('x.npy', 100 * 2 ** 20), targets: edge })).toEqual([
    `reading ${join(folder, 'x.npy')} (100.0 MiB)`,
  ])
})

test('sizes are rounded to a tenth of the unit that leaves less than 1,024 of them', () => {
  const mebi = 2 ** 20
  for (const [bytes, text] of [
    [64 * mebi + 1, '64.0 MiB'],
    [1023.9 * mebi, '1023.9 MiB'],
    [1023.96 * mebi, '1.0 GiB'],
    [1.0499 * 1024 * mebi, '1.0 GiB'],
    [1.0501 * 1024 * mebi, '1.1 GiB'],
  ] as const) {
    const file = sized('sized.csv', Math.ceil(bytes))
    expect(remarksOf({ kind: 'csv', file })).toEqual([`reading ${file} (${text})`])
  }
})

test('what is no file, not there, or no data at all is left to who reads it', () => {
  expect(remarksOf({ kind: 'csv', file: folder })).toEqual([])
  expect(remarksOf({ kind: 'csv', file: join(folder, 'none.csv') })).toEqual([])
  expect(remarksOf({ kind: 'iris' })).toEqual([])
  expect(readingRemarks({ kind: 'quadratic' }, registry)).toEqual([])
})
