/** What the window is told about data of the user's own. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datasetPreviewSchema } from '../contract/datasetPreview'
import { unwrap } from '../contract/result'
import { idxBytes, npyBytes } from './arrays/testing/arrayBytes'
import { datasets } from './index'
import { previewDataset } from './previewDataset'
import { temporaryFolder } from './testing/temporaryFolder'

const folder = temporaryFolder()
const registry = { problems: [], optimizers: [], schedules: [], layers: [], datasets, diagnostics: [] }
const preview = (document: unknown) => datasetPreviewSchema.parse(unwrap(previewDataset(document, datasets, registry)))
const previewCsv = (text: string | Uint8Array, given: object = {}) =>
  preview({ kind: 'csv', file: folder.write('table.csv', text), ...given })

describe('a CSV file', () => {
  test('shows columns with their types, the target, the first rows and the classes', () => {
    expect(previewCsv('id;size;colour;kind\n1;2.5;red;b\n2;3.5;blue;a\n', { ignore: 'id' })).toEqual({
      columns: [
        { name: 'id', role: 'ignored', type: 'unknown', categories: 0, missing: 0 },
        { name: 'size', role: 'input', type: 'number', categories: 0, missing: 0 },
        { name: 'colour', role: 'input', type: 'category', categories: 2, missing: 0 },
        { name: 'kind', role: 'target', type: 'category', categories: 2, missing: 0 },
      ],
      hiddenColumns: 0,
      rows: [
        ['1', '2.5', 'red', 'b'],
        ['2', '3.5', 'blue', 'a'],
      ],
      rowCount: 2,
      isWhole: true,
      task: 'classification',
      inputs: 3,
      outputs: 2,
      classes: ['a', 'b'],
      facts: ['fields separated by semicolon', 'names in the first line'],
      problems: [],
    })
  })

  test('keeps the rows before a fault in sight, and says where it is', () => {
    const { rows, problems } = previewCsv('x,y\n1,2\n3\n')
    expect(rows).toEqual([['1', '2']].concat([['3', '']]))
    expect(problems).toEqual(['has 1 field at line 3, where the first line has 2'])
  })

  test('counts what is missing, column by column', () => {
    const { columns, problems } = previewCsv('x,z,y\n,1,2\nNA,1,2\n3,1,2\n')
    expect(columns.map(({ missing }) => missing)).toEqual([2, 0, 0])
    expect(problems[0]).toContain('line 2, 3, column "x"')
  })

  test('says how it was read: where it begins, decimal commas, what is left out', () => {
    const text = 'sep=;\nx;y;\n0,5;1;\nNA;2;\n1,5;3;\n'
    const { columns, rows, facts, problems, inputs } = previewCsv(text, { missing: 'dropRow' })
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['x', 'number'],
      ['y', 'number'],
    ])
    expect(rows[0]).toEqual(['0,5', '1'])
    expect([problems, inputs]).toEqual([[], 1])
    expect(facts).toEqual([
      'fields separated by semicolon',
      'names in line 2',
      'decimal numbers with a comma',
      'an empty last column left out',
      '1 row left out for missing values (line 4)',
    ])
  })

  test('counts the inputs that categories become', () => {
    expect(previewCsv('c,y\n1,1\n1.0,2\n2,3\n2 ,4\n', { categorical: 'c' }).inputs).toBe(3)
  })

  test('of many columns shows the first and the target', () => {
    const wide = Array.from({ length: 90 }, (_, index) => `c${index}`)
    const { columns, hiddenColumns } = previewCsv(`${wide.join(',')}\n${wide.map(() => 1).join(',')}\n`)
    expect([columns.length, columns.at(-1)?.name, hiddenColumns]).toEqual([41, 'c89', 49])
  })

  test('larger than can be read at once is shown by its beginning', () => {
    const text = `x,y\n${'1.25,2.5\n'.repeat(600_000)}`
    const { isWhole, rowCount, problems } = previewCsv(text)
    expect([isWhole, problems]).toEqual([false, []])
    expect(rowCount).toBe(Math.floor((4 * 1024 * 1024 - 4) / 9))
  })

  test('that cannot be read is a sentence', () => {
    const { problems } = preview({ kind: 'csv', file: `${folder.path}/none.csv` })
    expect(problems).toEqual(['cannot be read: there is no such file'])
  })
})

describe('array files', () => {
  test('show shape, type, first numbers and classes', () => {
    const inputs = folder.write('inputs.npy', npyBytes([1, 2, 3, 4], { shape: [2, 2], type: 'f4', isFortran: true }))
    const targets = folder.write('targets.npy', npyBytes([5, 9], { shape: [2], type: 'u1' }))
    expect(preview({ kind: 'npy', inputs, targets })).toMatchObject({
      columns: [
        { name: 'input 1', role: 'input', type: 'number' },
        { name: 'input 2', role: 'input', type: 'number' },
        { name: 'target', role: 'target', type: 'category', categories: 2 },
      ],
      rows: [
        ['1', '2', '5'],
        ['3', '4', '9'],
      ],
      rowCount: 2,
      inputs: 2,
      outputs: 2,
      classes: ['5', '9'],
      facts: ['inputs 2 × 2, float32, Fortran order', 'targets 2, uint8'],
      problems: [],
    })
  })

  test('that cannot be read or do not belong together are sentences that name the file', () => {
    const images = folder.write('images', idxBytes([1, 2], [2, 1]))
    const labels = folder.write('labels', idxBytes([1, 2, 3], [3]))
    expect(preview({ kind: 'idx', images, labels }).problems[0]).toContain(`${labels} holds 3 targets (byte 4)`)
    const missing = preview({ kind: 'idx', images: '/none/a', labels: '/none/b' }).problems
    expect(missing).toEqual([
      'the dataset file /none/a cannot be read: there is no such file',
      'the dataset file /none/b cannot be read: there is no such file',
    ])
  })
})

test('bytes of any kind can be looked at', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      previewCsv(bytes)
      const file = folder.write('any', bytes)
      preview({ kind: 'npy', inputs: file, targets: file })
      preview({ kind: 'idx', images: file, labels: file })
    }),
  )
})

test.each([
  [{ kind: 'csv', file: 'a.csv' }, 'file = "a.csv", must be the full path of a CSV file'],
  [{ kind: 'iris' }, 'kind = iris, has no file to look at'],
  ['csv', 'an object with a "kind"'],
])('%j is refused', (document, sentence) => {
  expect(() => unwrap(previewDataset(document, datasets, registry))).toThrow(sentence)
})
