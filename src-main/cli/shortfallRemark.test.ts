import { expect, test } from 'vitest'
import { type AskedComputing, type ComputedBy, shortfallRemark } from './shortfallRemark'

const asAsked: ComputedBy = { backend: 'native', backendShortfall: null, threads: 2, threadsShortfall: null }
const slower: ComputedBy = {
  backend: 'typescript',
  backendShortfall: { kind: 'float64' },
  threads: 1,
  threadsShortfall: { kind: 'wholeLayers', layers: ['conv2d', 'batchNorm'] },
}
const remarkOf = (asked: AskedComputing, computed: ComputedBy) => shortfallRemark('digits', asked, computed)

test('who asked for nothing is told nothing', () => {
  expect(remarkOf({}, slower)).toBe(null)
})

test('who got what was asked for is told nothing', () => {
  expect(remarkOf({ backend: 'native', threads: 2 }, asAsked)).toBe(null)
})

test('another backend is told with its reason', () => {
  expect(remarkOf({ backend: 'native' }, slower)).toBe(
    'lab: digits is computed by typescript instead of native (float64 is computed by TypeScript)',
  )
})

test('other threads are told with their reason', () => {
  expect(remarkOf({ threads: 2 }, slower)).toBe(
    'lab: digits is computed by 1 thread instead of 2 (networks with conv2d, batchNorm train on one thread)',
  )
  expect(remarkOf({ threads: 4 }, { ...asAsked, threadsShortfall: { kind: 'smallSteps' } })).toBe(
    'lab: digits is computed by 2 threads instead of 4 (its steps have too little work for more)',
  )
})

test('both are one remark', () => {
  const remark = remarkOf({ backend: 'wasm', threads: 2 }, { ...slower, threadsShortfall: { kind: 'ownMemory' } })
  expect(remark).toBe(
    'lab: digits is computed by typescript instead of wasm (float64 is computed by TypeScript) and by 1 thread instead of 2 (TypeScript trains on one thread)',
  )
})
