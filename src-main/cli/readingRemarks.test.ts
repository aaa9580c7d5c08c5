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

test('what is no file, not there, or no data at all is left to who reads it', () => {
  expect(remarksOf({ kind: 'csv', file: folder })).toEqual([])
  expect(remarksOf({ kind: 'csv', file: join(folder, 'none.csv') })).toEqual([])
  expect(remarksOf({ kind: 'iris' })).toEqual([])
  expect(readingRemarks({ kind: 'quadratic' }, registry)).toEqual([])
})
