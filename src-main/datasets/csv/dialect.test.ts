import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../testing/refusalOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { type DialectChoice, detectDialect } from './dialect'

const folder = temporaryFolder()
const auto: DialectChoice = { delimiter: 'auto', header: 'auto' }
const detected = (text: string, choice: DialectChoice = auto) => detectDialect(folder.write('table.csv', text), choice)

describe('the delimiter', () => {
  test('is found for any table of numbers with two columns or more', () => {
    const rows = fc.array(fc.tuple(fc.integer(), fc.integer(), fc.integer()), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), (numbers, delimiter) => {
        expect(detected(numbers.map((row) => row.join(delimiter)).join('\n')).delimiter).toBe(delimiter)
      }),
      { numRuns: 50 },
    )
  })

  test.each([
    ['decimal commas between semicolons', '1,5;2,5\n3,5;4,5\n', ';'],
    ['commas in quoted texts', 'name|note\n"a, b"|"c, d"\n"e, f"|"g, h"', '|'],
    ['one column', 'a\n1\n2', ','],
    ['a ragged table, by its first line', 'a;b;c\n1;2;3;4\n', ';'],
  ])('%s', (_, text, delimiter) => {
    expect(detected(text).delimiter).toBe(delimiter)
  })

  test.each([
    ['columns aligned by blanks', ' x   y\n 1  20\n10   2\n', ['x', 'y']],
    ['blanks and tabs mixed', '1 \t2\n3\t4\n5  6\n', ['column1', 'column2']],
    ['blanks in each line and a tab', '1  2\t3\n4  5\t6\n', ['column1', 'column2', 'column3']],
    ['decimal commas between blanks', '0,5 1,5\n0,25 2,5\n', ['column1', 'column2']],
    ['a text among the numbers', 'kind x y\nred 1 2\nblue 3 4\n', ['kind', 'x', 'y']],
    ['a name in quotes', '"first x" y\n1 2\n', ['first x', 'y']],
    ['names behind a mark', '# x y\n1.0e+00 2.0e+00\n', ['# x', 'y']],
    ['comments before', '# made by a program\n1 2\n3 4\n', ['column1', 'column2']],
    ['one line', '1 2 3', ['column1', 'column2', 'column3']],
  ])('is blanks: %s', (_, text, names) => {
    expect(detected(text)).toMatchObject({ delimiter: ' ', names })
  })

  test.each([
    ['texts of two words', 'city,x\nnew york,1\nlos angeles,2\n', ','],
    ['a day and a time', 'when,x\n2024-01-07 12:30,1\n2024-01-08 12:30,2\n', ','],
    ['thousands that blanks part', '1 000\t2 500\n3 000\t4 500\n', '\t'],
    ['blanks behind commas', '1, 2\n3, 4\n', ','],
    ['one column of texts', 'city\nnew york\nrome\n', ','],
  ])('is not blanks: %s', (_, text, delimiter) => {
    expect(detected(text).delimiter).toBe(delimiter)
  })

  test('of blanks can be said', () => {
    expect(detected('a,b c\n1,2 3\n', { ...auto, delimiter: 'blanks' }).names).toEqual(['a,b', 'c'])
  })

  test('is what the settings say', () => {
    expect(detected('a;b,c\n', { ...auto, delimiter: 'comma' }).names).toEqual(['a;b', 'c'])
  })
})

describe('the first line', () => {
  test.each([
    ['names when no field is a number', 'x,y\n1,2', true],
    ['may leave its first column without a name', ',x,y\n0,1,2', true],
    ['is data when a field is a number', 'x,1\ny,2', false],
    ['is data when a field is a number with a comma', 'x;0,5\ny;1,5', false],
    ['may leave any column without a name', 'x,,y\n0,1,2', true],
    ['is data when all of it is empty', ',,\n0,1,2', false],
    ['may name a column NA in quotes', 'a,"NA"\nb,c', true],
    ['is data when a value is missing', 'a,NA\nb,c', false],
  ])('%s', (_, text, hasNames) => {
    expect(detected(text).hasNames).toBe(hasNames)
  })

  test('without names columns are counted from 1', () => {
    expect(detected('1,2,3').names).toEqual(['column1', 'column2', 'column3'])
    expect(detected('a,b,c', { ...auto, header: 'no' }).names).toEqual(['column1', 'column2', 'column3'])
  })

  test('without a name calls a column by its place', () => {
    expect(detected('x,,y\n0,1,2').names).toEqual(['x', 'column2', 'y'])
  })

  test('that repeats a name is refused, by its own line, and never silently data', () => {
    const advice = '; header = no reads it as data'
    expect(refusalOf(() => detected('a,b,a\n1,2,3'))).toBe(`line 1 names the fields 1 and 3 both "a"${advice}`)
    expect(refusalOf(() => detected('\n  \na,b,b\n1,2,3'))).toBe(`line 3 names the fields 2 and 3 both "b"${advice}`)
    expect(detected('a,b,a\n1,2,3', { ...auto, header: 'no' })).toMatchObject({ hasNames: false })
    expect(detected('a,b,1,a\n1,2,3,4')).toMatchObject({ hasNames: false })
  })

  test('that is said to name two columns alike is refused', () => {
    const reason = refusalOf(() => detected('a,b,a\n1,2,3', { ...auto, header: 'yes' }))
    expect(reason).toBe('line 1 names the fields 1 and 3 both "a"')
  })

  test('must be there', () => {
    expect(refusalOf(() => detected('\n\n'))).toBe('holds no record')
  })
})

describe('a last column', () => {
  test('that is empty in every line, names included, is none', () => {
    expect(detected('x,y,\n1,2,\n3,4,\n')).toMatchObject({ names: ['x', 'y'], width: 3, hasNames: true })
    expect(detected('1;2;\n3;4; \n')).toMatchObject({ names: ['column1', 'column2'], width: 3, hasNames: false })
  })

  test('that has a name or a value is one', () => {
    expect(detected('x,y,z\n1,2,\n')).toMatchObject({ names: ['x', 'y', 'z'], width: 3 })
    expect(detected('x,y,\n1,2,\n3,4,5\n')).toMatchObject({ names: ['x', 'y', 'column3'], width: 3 })
  })
})

describe('before the table', () => {
  test('a line sep=; names the delimiter, and is no record', () => {
    expect(detected('sep=;\r\nx,1;y\r\n1,5;2\r\n')).toMatchObject({ delimiter: ';', names: ['x,1', 'y'], firstLine: 2 })
    expect(detected('sep=,\n1,2\n')).toMatchObject({ delimiter: ',', firstLine: 2 })
    expect(detected('"sep=|"\na|b\n')).toMatchObject({ delimiter: '|', names: ['a', 'b'] })
    expect(detected('SEP=\t\na\tb\n')).toMatchObject({ delimiter: '\t', names: ['a', 'b'] })
  })

  test('a delimiter that is said but never read is refused', () => {
    expect(refusalOf(() => detected('sep=:\na:b\n'))).toContain('says sep=: in line 1; fields are separated by a comma')
    expect(detected('sep=:\na,b\n', { ...auto, delimiter: 'comma' }).names).toEqual(['a', 'b'])
  })

  test('lines of comment are passed over', () => {
    const table = '# measured in May\n# by hand, with a ruler, twice\nx,y\n1,2\n'
    expect(detected(table)).toMatchObject({ delimiter: ',', names: ['x', 'y'], firstLine: 3 })
  })

  test('a line with # and a field for each column is the names', () => {
    expect(detected('# x,y\n1,2\n')).toMatchObject({ names: ['# x', 'y'], firstLine: 1 })
    expect(detected('# taken in May\n# x,y\n1,2\n')).toMatchObject({ names: ['# x', 'y'], firstLine: 2 })
    expect(detected('"# a",b,c\n1,2\n')).toMatchObject({ names: ['# a', 'b', 'c'], firstLine: 1 })
  })
})
