/** A CSV file as a dataset: what becomes of its columns, and what is refused, by line. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../contract/field'
import { allExamples, examplesOf, partNames } from '../testing/examplesOf'
import { refusalOf } from '../testing/refusalOf'
import { settingsOf } from '../testing/settingsOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { csv } from './csv'

const folder = temporaryFolder()
const plain = { scaling: 'none', validationShare: 0, testShare: 0 }
type Given = Readonly<Record<string, FieldValue>>

function loaded(text: string, given: Given = {}, seed = 1) {
  return csv.load(settingsOf(csv, { ...plain, ...given, file: folder.write('table.csv', text) }), seed)
}

/** Examples in an order that no seed moves. */
function sorted(text: string, given: Given = {}) {
  return allExamples(loaded(text, given)).sort((a, b) => String(a).localeCompare(String(b)))
}

const reason = (text: string, given: Given = {}) => refusalOf(() => loaded(text, given))

describe('columns', () => {
  test('of numbers are inputs as they are, and a last column of texts is the class', () => {
    const dataset = loaded('x,y,kind\n1,2.5,rose\n-3,4e1,lily\n')
    expect(dataset).toMatchObject({
      kind: 'classification',
      inputShape: [2],
      outputs: 2,
      classNames: ['lily', 'rose'],
    })
    expect(allExamples(dataset)).toEqual(
      expect.arrayContaining(
        [
          [1, 2.5, 1],
          [-3, 40, 0],
        ].map((row) => [...row]),
      ),
    )
  })

  test('a target of numbers is a value to predict, in its own units', () => {
    const text = 'x,y\n1,100\n2,300\n'
    expect(loaded(text)).toMatchObject({ kind: 'regression', outputs: 1, classNames: [] })
    expect(sorted(text)).toEqual([
      [1, 100],
      [2, 300],
    ])
  })

  test('a target of numbers can be classes, in the order of the numbers', () => {
    const text = 'x,y\n1,10\n2,9\n3, 10\n'
    expect(loaded(text, { task: 'classification' }).classNames).toEqual(['9', '10'])
    expect(sorted(text, { task: 'classification' })).toEqual([
      [1, 1],
      [2, 0],
      [3, 1],
    ])
  })

  test('any column can be the target, and any can be left out', () => {
    const text = 'y,id,x\na,17,1\nb,18,2\n'
    expect(sorted(text, { target: 'y', ignore: 'id' })).toEqual([
      [1, 0],
      [2, 1],
    ])
  })

  test('a name with a comma in it is listed in quotes', () => {
    expect(sorted('"a, b",c,x,y\n5,6,1,2', { ignore: '"a, b", c' })).toEqual([[1, 2]])
  })

  test('texts become one feature a name, in the order of the names', () => {
    expect(sorted('city,x,y\nrome,1,0\noslo,2,0\nlima,3,0\n')).toEqual([
      [0, 0, 1, 1, 0],
      [0, 1, 0, 2, 0],
      [1, 0, 0, 3, 0],
    ])
  })

  test('numbers that are codes become one feature a number', () => {
    expect(sorted('code,y\n10,1\n9,2\n', { categorical: 'code' })).toEqual([
      [0, 1, 1],
      [1, 0, 2],
    ])
  })

  test('standardising leaves zeros and ones, and is fitted on the training part alone', () => {
    const text = `city,x,y\n${Array.from({ length: 40 }, (_, row) => `${row % 2 === 0 ? 'a' : 'b'},${row},${row}`).join('\n')}`
    const rows = examplesOf(
      loaded(text, { scaling: 'standardise', validationShare: 0.25, testShare: 0.25 }),
      'training',
    )
    expect(rows).toHaveLength(20)
    expect(new Set(rows.map(([a, b]) => `${a}${b}`))).toEqual(new Set(['10', '01']))
    const sum = rows.reduce((total, row) => total + row[2]!, 0)
    const squares = rows.reduce((total, row) => total + row[2]! * row[2]!, 0)
    expect(sum).toBeCloseTo(0, 12)
    expect(squares / 20).toBeCloseTo(1, 12)
  })

  test('a column that does not vary is 0 in every row, with a mean for missing values too', () => {
    const text = `x,room,y\n${Array.from({ length: 1000 }, (_, row) => `${row % 7},${row === 9 ? '' : '14.62'},${row}`).join('\n')}`
    const rows = allExamples(loaded(text, { scaling: 'standardise', missing: 'mean' }))
    expect(new Set(rows.map(([, room]) => room))).toEqual(new Set([0]))
  })

  test('targets are standardised only when asked to', () => {
    const text = 'x,y\n1,100\n2,300\n'
    expect(sorted(text, { scaleTargets: true }).map((row) => row[1])).toEqual([-1, 1])
  })
})

describe('missing values', () => {
  const holes = 'age,city,y\n1,rome,1\n,oslo,2\n3,NA,3\n5,rome,4\n'

  test('are refused by line and column', () => {
    expect(reason(holes)).toContain('misses values: line 3, column "age"; line 4, column "city"')
    const many = `x,y\n${'?,1\n'.repeat(9)}`
    expect(reason(many)).toContain('line 2, 3, 4, 5, 6 … (9 in all), column "x"')
  })

  test('take their row with them when asked to, and the categories only it had', () => {
    expect(sorted(holes, { missing: 'dropRow' })).toEqual([
      [1, 1, 1],
      [5, 1, 4],
    ])
  })

  test('become the mean of the training part: for a category, the shares of its names', () => {
    expect(sorted(holes, { missing: 'mean' })).toEqual([
      [1, 0, 1, 1],
      [3, 1 / 3, 2 / 3, 3],
      [3, 1, 0, 2],
      [5, 0, 1, 4],
    ])
  })

  test('of a target cannot be made up', () => {
    expect(reason('x,y\n1,2\n3,\n', { missing: 'mean' })).toContain('line 3, column "y" (a target cannot be made up')
  })

  test('in a column that is left out do not matter', () => {
    expect(sorted('a,x,y\n,1,2\n,3,4', { ignore: 'a' })).toHaveLength(2)
  })
})

describe('rows', () => {
  const text = `x,y\n${Array.from({ length: 60 }, (_, row) => `${row},${row}`).join('\n')}`

  test('are each in exactly one part, and the seed alone decides in which', () => {
    const shares = { validationShare: 0.2, testShare: 0.1 }
    const dataset = loaded(text, shares)
    expect(partNames.map((part) => dataset.parts[part].count)).toEqual([42, 12, 6])
    expect(new Set(allExamples(dataset).map(([x]) => x)).size).toBe(60)
    expect(allExamples(loaded(text, shares))).toEqual(allExamples(dataset))
    expect(allExamples(loaded(text, shares, 2))).not.toEqual(allExamples(dataset))
  })

  test('are limited to some drawn from the seed', () => {
    const few = allExamples(loaded(text, { limit: 10 }))
    expect(few).toHaveLength(10)
    expect(few).toEqual(allExamples(loaded(text)).slice(0, 10))
    expect(reason(text, { limit: 61 })).toBe('holds 60 rows to use, fewer than the limit of 61 asked for')
  })
})

describe('the digest', () => {
  const digest = (text: string, given: Given = {}, seed = 1) => loaded(text, given, seed).digest

  test('is that of the bytes: neither seed nor split nor scaling changes it, one byte does', () => {
    const text = 'x,y\n1,2\n3,4\n'
    expect(digest(text)).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(digest(text, { scaling: 'standardise', validationShare: 0.4, limit: 1 }, 7)).toBe(digest(text))
    expect(digest('x,y\n1,2\n3,5\n')).not.toBe(digest(text))
    expect(digest('x,y\r\n1,2\n3,4\n')).not.toBe(digest(text))
  })

  test('covers the settings that shape the table', () => {
    const text = 'x,z,y\n1,2,3\n4,5,6\n'
    expect(digest(text, { target: 'x' })).not.toBe(digest(text))
    expect(digest(text, { ignore: 'z' })).not.toBe(digest(text))
  })
})

describe('what cannot be used is refused by line', () => {
  test.each<[string, string, Given, string]>([
    ['a short line', 'a,b,c\n1,2,3\n4,5\n', {}, 'has 2 fields at line 3, where the first line has 3'],
    ['a long line', 'a,b\n1,2\n\n3,4,\n', {}, 'has 3 fields at line 4, where the first line has 2'],
    [
      'a text among numbers',
      'x,y\n1,2\n3,4\noops,6\n',
      {},
      'has "oops" at line 4, column "x", where numbers stand before (line 2: 1); it must be put right, or the column be named in categorical',
    ],
    [
      'a number among texts',
      'x,y\na,2\n7,4\n',
      {},
      'has the number "7" at line 3, column "x", where texts stand before (line 2: "a"); one must be put right, or the column be named in categorical',
    ],
    [
      'a number beyond float64',
      'x,y\n1,2\n1e999,4\n',
      {},
      'has "1e999" at line 3, column "x", which is too large for a number',
    ],
    ['no data', 'x,y\n', {}, 'holds no row to use'],
    [
      'nothing but gaps',
      'x,y\n1,\n',
      { missing: 'dropRow' },
      'holds no row to use: a value is missing in each of its 1',
    ],
    [
      'texts for a regression',
      'x,y\n1,a\n',
      { task: 'regression' },
      'has texts in column "y", the target, where a regression needs numbers',
    ],
    ['an unknown target', 'x,y\n1,2\n', { target: 'z' }, 'has no column "z", which target names; its columns are x, y'],
    ['one column', 'x\n1\n', {}, 'leaves no input: its columns are x, and "x" is the target'],
    ['an ignored target', 'x,y\n1,2\n', { ignore: 'y' }, 'cannot ignore "y": it is the target'],
  ])('%s', (_, text, given, sentence) => {
    expect(reason(text, given)).toBe(sentence)
  })

  test('a thousand names and one', () => {
    const text = `x,y\n${Array.from({ length: 1001 }, (_, row) => `name${row},1`).join('\n')}`
    expect(reason(text)).toContain('has more than 1000 different values in column "x" (line 2: "name0")')
    const twice = `${text.slice(0, text.lastIndexOf('\n'))}${text.slice(3, text.lastIndexOf('\n'))}`
    expect(reason(twice)).toBe('')
  })

  test('bytes of any kind give a dataset or a sentence', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', ',', ';', '"', '\n', '-', 'é'), maxLength: 60 }),
    )
    fc.assert(
      fc.property(bytes, fc.constantFrom('refuse', 'dropRow', 'mean'), (content, missing) => {
        const file = folder.write('any.csv', content)
        refusalOf(() => {
          const dataset = csv.load(settingsOf(csv, { ...plain, file, missing }), 1)
          expect(allExamples(dataset).flat().every(Number.isFinite)).toBe(true)
        })
      }),
      { numRuns: 400 },
    )
  })
})

test('a path that is not full is refused before anything is read', () => {
  expect(csv.check?.({ ...settingsOf(csv, { file: '/a.csv' }), file: 'a.csv' })).toEqual([
    { path: 'file', message: '= "a.csv", must be the full path of a CSV file' },
  ])
})
