import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { begin, end, readmeTable, replaceTable } from './readmeTable.mjs'
import results from './results/bench.json'

test('the README shows the figures of bench/results/bench.json', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)]
  expect(readme.slice(from, to + end.length)).toBe(readmeTable(results))
})

test('the table is put between its marks, and nothing else changes', () => {
  expect(replaceTable(`before ${begin} old ${end} after`, 'new')).toBe('before new after')
  expect(() => replaceTable('no marks', 'new')).toThrow('README.md must hold')
})
