import { describe, expect, test } from 'vitest'
import { registry } from '../trainer/registry'
import { absoluteDatasetPaths } from './absoluteDatasetPaths'

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
