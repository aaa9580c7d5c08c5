import { expect, test } from 'vitest'
import { registry } from '../trainer/registry'
import { sentence } from './errors'
import { parseExperiment } from './experiment'
import { isNestedDeeper } from './nesting'

test('levels of lists and objects are counted, other values are none', () => {
  expect([1, null, 'text', undefined].map((value) => isNestedDeeper(value, 0))).toEqual([false, false, false, false])
  expect(isNestedDeeper([], 0)).toBe(true)
  expect(isNestedDeeper({ a: 1, b: [1, 2] }, 2)).toBe(false)
  expect(isNestedDeeper({ a: 1, b: [1, [2]] }, 2)).toBe(true)
})

test.each([40, 100_000])('a document of %i residual connections inside each other gets one clear sentence', (depth) => {
  let layer: object = { kind: 'dense', units: 2 }
  for (let level = 0; level < depth; level++) layer = { kind: 'residual', layers: [layer] }
  const problem = { kind: 'network', dataset: { kind: 'twoMoons' }, layers: [layer] }
  const parsed = parseExperiment({ schemaVersion: 1, problem, optimizer: { kind: 'rmsprop' } }, registry)
  expect(parsed.ok ? '' : sentence(parsed.error)).toBe('experiment: is nested deeper than 64 levels')
})
