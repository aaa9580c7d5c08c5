/** Which lines of a CSV file are rows, which are names, and which are left out: read whole, not only at the beginning. */
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../contract/field'
import { allExamples } from '../testing/examplesOf'
import { refusalOf } from '../testing/refusalOf'
import { settingsOf } from '../testing/settingsOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { csv } from './csv'

const folder = temporaryFolder()
const plain = { scaling: 'none', validationShare: 0, testShare: 0 }
type Given = Readonly<Record<string, FieldValue>>

const settings = (text: string, given: Given) =>
  settingsOf(csv, { ...plain, ...given, file: folder.write('table.csv', text) })
const rows = (text: string, given: Given = {}) =>
  allExamples(csv.load(settings(text, given), 1)).sort((a, b) => String(a).localeCompare(String(b)))
const reason = (text: string, given: Given = {}) => refusalOf(() => csv.load(settings(text, given), 1))
const numbers = [
  [1, 2],
  [3, 4],
]

describe('rows', () => {
  test.each([
    ['after a line sep=;', 'sep=;\nx;y\n1;2\n3;4\n'],
    ['after a line sep=, without names', 'sep=,\n1,2\n3,4\n'],
    ['after comments', '# one, two, three\n#\n\nx,y\n1,2\n3,4\n'],
    ['before a last line of blanks', 'x,y\n1,2\n3,4\n   '],
    ['around lines of blanks', 'x,y\n1,2\n \n3,4\n\t\n\n'],
    ['between blanks', '  x  y\n  1  2\n  3  4\n'],
    ['between tabs and blanks', '1 \t 2\n3\t4\n\n'],
    ['that end with a delimiter', 'x,y,\n1,2,\n3,4, \n'],
    ['that end with a delimiter, without names', '1;2;\n3;4;\n'],
    ['after names with a line end in quotes', '"x\nz",y\n1,2\n3,4\n'],
  ])('%s are the same', (_, text) => {
    expect(rows(text)).toEqual(numbers)
  })

  test('between blanks, of which one has another number of fields, are refused by line and by the blanks', () => {
    expect(reason('x y z\n1 2 3\n4 5\n')).toBe(
      'has 2 fields at line 3, where the first line has 3 (fields are separated by blanks)',
    )
  })

  test('of a column without a name keep it, by its place', () => {
    expect(rows('x,,y\n1,2,3\n', { ignore: 'column2' })).toEqual([[1, 3]])
  })

  test('may leave out by name the last column that is none', () => {
    expect(rows('x,y,\n1,2,\n3,4,\n', { ignore: 'column3', header: 'yes' })).toEqual(numbers)
    expect(reason('x,y,\n1,2,\n', { target: 'column3' })).toBe(
      'has no column "column3", which target names; its columns are x, y',
    )
  })

  test('that fill the empty last column far down are refused by line', () => {
    expect(reason(`x,y,\n${'1,2,\n'.repeat(300)}1,2,3\n`)).toBe(
      'has "3" at line 302, field 3, where the lines before end with an empty field',
    )
  })
})

describe('a first line that was read as data and is in the way is told', () => {
  const hint = '(line 1 was read as data; header = yes makes it names)'

  test('names of years', () => {
    const years = 'id,2019,cls\n1,5.5,a\n2,3.2,b\n'
    expect(reason(years)).toBe(
      `has the number "1" at line 2, column "column1", where texts stand before (line 1: "id"); one must be put right, or the column be named in categorical ${hint}`,
    )
    expect(rows(years, { header: 'yes' })).toHaveLength(2)
  })

  test('the name of a year over texts', () => {
    expect(reason('id,2019,y\n1,a,5\n2,b,6\n')).toContain(hint)
    expect(reason('1,2019,y\n1,a,5\n2,b,6\n', { ignore: 'column3', target: 'column1' })).toContain(hint)
  })

  test('a column that is asked for by its name', () => {
    expect(reason('id,2019,cls\n1,5.5,a\n', { target: 'cls' })).toContain(
      `its columns are column1, column2, column3 ${hint}`,
    )
    expect(reason('x,y\n1,2\n', { target: 'cls' })).not.toContain(hint)
  })

  test('and not where the fault lies elsewhere', () => {
    expect(reason('1,2\n3,4\noops,6\n')).not.toContain(hint)
  })

  test('by its own line', () => {
    expect(reason('\n\nid,2019\n1,5.5\n')).toContain('(line 3 was read as data; header = yes makes it names)')
  })
})

describe('a first line that is taken for one or the other', () => {
  const remarks = (text: string, given: Given = {}) => csv.inspect!(settings(text, given), 1).remarks
  const asData = (line: string) =>
    `table.csv: line 1 (${line}) was read as data, not as names; header = yes makes it names, header = no confirms it as data`

  test.each([
    ['places as a data frame counts them', '0,1,2\n0.125,-0.132,0.64\n0.5,1.3,2\n', '0, 1, 2'],
    ['years', 'region,2001,2002\nsouth,9.3,9.4\nnorth,10.7,10.8\n', 'region, 2001, 2002'],
    ['numbers like those below', '5.1,3.5,a\n4.9,3,b\n4,1,a\n', '5.1, 3.5, a'],
    ['more than five', '1,2,3,4,5,6\n1,2,3,4,5,7\n', '1, 2, 3, 4, 5, …'],
  ])('is told where it holds numbers: %s', (_, text, line) => {
    expect(remarks(text)).toEqual([asData(line)])
    expect(remarks(text, { header: 'no' })).toEqual([])
    expect(remarks(text, { header: 'yes' })).toEqual([])
  })

  test('is told where it holds texts that stand below as well', () => {
    const text = 'red,round,yes\nblue,square,no\nred,square,yes\nblue,round,no\n'
    expect(remarks(text)).toEqual([
      'table.csv: line 1 (red, round, yes) was read as names, though the columns below hold the same texts; header = no makes it data, header = yes confirms it',
    ])
    expect(remarks(text, { header: 'yes' })).toEqual([])
    expect(rows(text, { header: 'no' })).toHaveLength(4)
  })

  test('is not told where it can be names alone', () => {
    expect(remarks('x,y\n1,2\n3,4\n')).toEqual([])
    expect(remarks('colour,kind\nred,a\nblue,b\n')).toEqual([])
    expect(remarks('a,y\na,1\nb,2\n')).toEqual([])
  })

  test('is told too where it misses a value', () => {
    expect(reason(',0,1\n0,5,6\n1,7,8\n')).toMatch(
      /^misses values: line 1, column "column1" .*\(line 1 was read as data; header = yes makes it names\)$/,
    )
  })
})

describe('NA in quotes', () => {
  test('is a category like another, and without quotes is missing', () => {
    expect(rows('land,y\n"NA",1\nZA,2\n')).toEqual([
      [0, 1, 2],
      [1, 0, 1],
    ])
    expect(rows('land,y\n"NA",1\nNA,2\nZA,3\n', { missing: 'dropRow' })).toHaveLength(2)
    expect(rows('land,y\n"NA",1\nNA,2\nZA,3\n', { missing: 'mean' })).toContainEqual([0.5, 0.5, 2])
  })

  test('among numbers is a text', () => {
    expect(reason('x,y\n1,2\n"NA",4\n')).toContain('has "NA" at line 3, column "x", where numbers stand before')
  })
})
