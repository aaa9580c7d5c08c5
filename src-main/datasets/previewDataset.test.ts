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

const once = (...names: readonly string[]) => ({
  kind: 'categories',
  shown: names.map((name) => ({ name, count: 1 })),
  otherCount: 0,
})
const ends = (bins: number) => Array.from({ length: bins }, (_, bin) => (bin === 0 || bin === bins - 1 ? 1 : 0))

describe('what the columns hold at a glance', () => {
  const distributionOf = (rows: readonly string[], given: object = {}) =>
    previewCsv(`x,y\n${rows.map((value, row) => `${value},${row}`).join('\n')}\n`, given).columns[0]!.distribution
  const numbersOf = (rows: readonly string[], given: object = {}) => {
    const distribution = distributionOf(rows, given)
    return distribution?.kind === 'numbers' ? distribution : null
  }

  test('1001 for 1.001 is the maximum, alone in the last bin', () => {
    const rows = Array.from({ length: 40 }, (_, row) => (row === 17 ? '1001' : `1.0${(row % 9) + 1}`))
    const { minimum, maximum, counts } = numbersOf(rows)!
    expect([minimum, maximum, counts[0], counts.at(-1)]).toEqual([1.01, 1001, 39, 1])
  })

  test('few whole numbers have a bin each, others as many bins as fit', () => {
    expect(numbersOf(['3', '5', '5', '7'])!.counts).toEqual([1, 0, 2, 0, 1])
    expect(numbersOf(['0', '24'])!.counts).toEqual(ends(24))
    expect(numbersOf(['0', '23'])!.counts).toEqual(ends(24))
    expect(numbersOf(['7', '7'])!.counts).toEqual([2])
    expect(numbersOf(['0.5', '0.5'])!.counts).toEqual([2])
  })

  test('every value is in one bin, the extremes in the outermost ones, whatever their size', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2 }), (values) => {
        const { minimum, mean, maximum, counts } = numbersOf(values.map((value) => value.toExponential(17)))!
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length)
        expect([minimum, maximum]).toEqual([Math.min(...values) + 0, Math.max(...values) + 0])
        expect(mean >= minimum && mean <= maximum).toBe(true)
        expect(counts[0]! > 0 && counts.at(-1)! > 0).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('missing values and rows that are left out are not among them', () => {
    expect(numbersOf(['1', '', '3'], { missing: 'mean' })).toMatchObject({ minimum: 1, mean: 2, maximum: 3 })
    expect(previewCsv('x,z,y\n9,,1\n1,2,3\n2,4,5\n', { missing: 'dropRow' }).columns[0]!.distribution).toMatchObject({
      maximum: 2,
    })
  })

  test('categories are counted, the most frequent first, and the rest of many together', () => {
    expect(distributionOf(['b', 'c', 'b', 'a'])).toEqual({
      kind: 'categories',
      shown: [
        { name: 'b', count: 2 },
        { name: 'a', count: 1 },
        { name: 'c', count: 1 },
      ],
      otherCount: 0,
    })
    const codes = Array.from({ length: 90 }, (_, row) => `${row % 30}`)
    expect(distributionOf(codes, { categorical: 'x' })).toMatchObject({ otherCount: 18 })
    expect(distributionOf(['', ''])).toBeNull()
  })
})

describe('a CSV file', () => {
  test('shows columns with their types, the target, the first rows and the classes', () => {
    expect(previewCsv('id;size;colour;kind\n1;2.5;red;b\n2;3.5;blue;a\n', { ignore: 'id' })).toEqual({
      columns: [
        { name: 'id', role: 'ignored', type: 'unknown', categories: 0, missing: 0, distribution: null },
        {
          name: 'size',
          role: 'input',
          type: 'number',
          categories: 0,
          missing: 0,
          distribution: { kind: 'numbers', minimum: 2.5, mean: 3, maximum: 3.5, counts: ends(24) },
        },
        {
          name: 'colour',
          role: 'input',
          type: 'category',
          categories: 2,
          missing: 0,
          distribution: once('blue', 'red'),
        },
        { name: 'kind', role: 'target', type: 'category', categories: 2, missing: 0, distribution: once('a', 'b') },
      ],
      hiddenColumns: 0,
      rows: [
        ['1', '2.5', 'red', 'b'],
        ['2', '3.5', 'blue', 'a'],
      ],
      rowCount: 2,
      isWhole: true,
      measuredRows: 2,
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
        { name: 'input 1', role: 'input', type: 'number', distribution: { minimum: 1, mean: 2, maximum: 3 } },
        { name: 'input 2', role: 'input', type: 'number', distribution: { minimum: 2, mean: 3, maximum: 4 } },
        { name: 'target', role: 'target', type: 'category', categories: 2, distribution: once('5', '9') },
      ],
      rows: [
        ['1', '2', '5'],
        ['3', '4', '9'],
      ],
      rowCount: 2,
      measuredRows: 2,
      inputs: 2,
      outputs: 2,
      classes: ['5', '9'],
      facts: ['inputs 2 × 2, float32, Fortran order', 'targets 2, uint8'],
      problems: [],
    })
  })

  test.each([
    ['row by row', { shape: [4, 2, 1, 3] }],
    ['in Fortran order', { shape: [4, 2, 1, 3], isFortran: true }],
    ['most significant byte first', { shape: [4, 2, 1, 3], order: '>' as const, type: 'i4' as const }],
  ])('tell what each input holds, wherever the file has it: %s', (_, options) => {
    // Example e holds 100·e + its place of 0 to 5.
    const values = Array.from({ length: 24 }, (_, index) => 100 * Math.floor(index / 6) + (index % 6))
    const inputs = folder.write('inputs.npy', npyBytes(values, options))
    const targets = folder.write('targets.npy', npyBytes([0.5, 1.5, 2.5, 9.5], { shape: [4] }))
    for (const [axes, places] of [
      ['channelsFirst', [0, 1, 2, 3, 4, 5]],
      ['channelsLast', [0, 3, 1, 4, 2, 5]],
    ] as const) {
      const { columns } = preview({ kind: 'npy', inputs, targets, axes })
      expect(columns.map(({ distribution }) => distribution)).toMatchObject([
        ...places.map((place) => ({ minimum: place, mean: 150 + place, maximum: 300 + place })),
        { minimum: 0.5, mean: 3.5, maximum: 9.5 },
      ])
    }
  })

  test('larger than are read at once are measured by their beginning', () => {
    const [count, size] = [3000, 1000]
    const values = new Float64Array(count * size).fill(1)
    values[(count - 1) * size] = 1001
    const header = npyBytes([], { shape: [count, size] })
    const inputs = folder.write('large.npy', Buffer.concat([header, new Uint8Array(values.buffer)]))
    const targets = folder.write(
      'targets.npy',
      npyBytes(
        Array.from({ length: count }, (_, row) => row % 2),
        { shape: [count], type: 'u1' },
      ),
    )
    const { rowCount, measuredRows, columns, problems } = preview({ kind: 'npy', inputs, targets })
    expect([rowCount, measuredRows, problems]).toEqual([3000, 2097, []])
    expect(columns[0]!.distribution).toMatchObject({ maximum: 1, counts: [2097] })
  })

  test('with a number that is none say at which byte, and keep the others in sight', () => {
    const inputs = folder.write('inputs.npy', npyBytes([1, Number.NaN], { shape: [2] }))
    const targets = folder.write('targets.npy', npyBytes([1, 2], { shape: [2] }))
    const { problems, rows } = preview({ kind: 'npy', inputs, targets })
    expect(problems).toEqual([`the dataset file ${inputs} holds NaN at byte 136; every number must be finite`])
    expect(rows).toEqual([
      ['1', '1'],
      ['NaN', '2'],
    ])
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
