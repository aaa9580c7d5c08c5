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

  test('is what the settings say', () => {
    expect(detected('a;b,c\n', { ...auto, delimiter: 'comma' }).names).toEqual(['a;b', 'c'])
  })
})

describe('the first line', () => {
  test.each([
    ['names when no field is a number', 'x,y\n1,2', true],
    ['may leave its first column without a name', ',x,y\n0,1,2', true],
    ['is data when a field is a number', 'x,1\ny,2', false],
    ['is data when it says a thing twice', 'a,a\nb,c', false],
    ['is data when a value is missing', 'a,NA\nb,c', false],
  ])('%s', (_, text, hasNames) => {
    expect(detected(text).hasNames).toBe(hasNames)
  })

  test('without names columns are counted from 1', () => {
    expect(detected('1,2,3').names).toEqual(['column1', 'column2', 'column3'])
    expect(detected('a,b,c', { ...auto, header: 'no' }).names).toEqual(['column1', 'column2', 'column3'])
  })

  test('that names two columns alike is refused', () => {
    const reason = refusalOf(() => detected('a,b,a\n1,2,3', { ...auto, header: 'yes' }))
    expect(reason).toBe('line 1 names the fields 1 and 3 both "a"')
  })

  test('must be there', () => {
    expect(refusalOf(() => detected('\n\n'))).toBe('holds no record')
  })
})
