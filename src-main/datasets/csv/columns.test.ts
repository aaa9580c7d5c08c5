/** Which columns of a CSV file can be used, and what is said of one that cannot: each law at its bound. */
import { expect, test } from 'vitest'
import type { FieldValue } from '../../contract/field'
import { allExamples } from '../testing/examplesOf'
import { refusalOf } from '../testing/refusalOf'
import { settingsOf } from '../testing/settingsOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { csv } from './csv'

const folder = temporaryFolder()
type Given = Readonly<Record<string, FieldValue>>

const settings = (text: string, given: Given) =>
  settingsOf(csv, {
    scaling: 'none',
    validationShare: 0,
    testShare: 0,
    ...given,
    file: folder.write('table.csv', text),
  })
const rowCount = (text: string, given: Given = {}) => allExamples(csv.load(settings(text, given), 1)).length
const reason = (text: string, given: Given = {}) => refusalOf(() => csv.load(settings(text, given), 1))
const lines = (...rows: readonly string[]) => `${rows.join('\n')}\n`
const many = (count: number, row: (index: number) => string) => Array.from({ length: count }, (_, index) => row(index))

test('a column without a value cannot be used', () => {
  expect(reason(lines('x,y,z', '1,,2', '3,,4'), { missing: 'mean' })).toMatch(/^holds no value in column "y"/)
})

test('from twenty rows on a text of its own in each names rows', () => {
  const table = (count: number) => lines('name,x,y', ...many(count, (index) => `person ${index},${index},1`))
  expect(rowCount(table(19))).toBe(19)
  expect(reason(table(20))).toContain('has 20 different texts in 20 rows of column "name" (line 2: "person 0")')
})

test('texts in nine of ten rows are categories, in more they name rows', () => {
  const table = (different: number) =>
    lines('name,x,y', ...many(30, (index) => `person ${Math.min(index, different - 1)},${index},1`))
  expect(rowCount(table(27))).toBe(30)
  expect(reason(table(28))).toContain('has 28 different texts in 30 rows of column "name"')
})

test('a column is of measurements in disguise when more than half of its different texts are', () => {
  const table = (...texts: readonly string[]) => lines('x,y', ...texts.map((text, index) => `${text},${index}`))
  expect(rowCount(table('7%', '8%', 'red', 'blue'))).toBe(4)
  expect(rowCount(table('7%', '8%', 'red', 'blue', 'green'))).toBe(5)
  expect(reason(table('7%', '8%', '9%', 'red', 'blue'))).toContain('has "7%" at line 2, column "x"')
})

test('a thousand categories are no too many, one more is, and the first is shown, a number or not', () => {
  const table = (count: number) => lines('x,z,y', ...many(count, (index) => `${index + 5},${index},1`))
  const given = { categorical: 'x' }
  expect(rowCount(table(1000), given)).toBe(1000)
  expect(reason(table(1001), given)).toContain('has more than 1000 different values in column "x" (line 2: "5")')
})

test('blanks around the name of the target do not matter', () => {
  expect(rowCount(lines('x,y', '1,2', '3,4'), { target: '  x ' })).toBe(2)
  expect(rowCount(lines('x,y', '1,2', '3,4'), { target: '  ' })).toBe(2)
})

test('a column is named by its place only where it has no name', () => {
  const table = lines('x,y,z', '1,2,3', '4,5,6')
  expect(reason(table, { ignore: 'column3' })).toBe(
    'has no column "column3", which ignore names; its columns are x, y, z',
  )
})

test('of more than twelve columns twelve are listed and the others counted', () => {
  const table = (count: number) =>
    lines(many(count, (index) => `c${index}`).join(','), many(count, (index) => `${index}`).join(','))
  const listed = 'c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11'
  const refusal = 'has no column "none", which target names; its columns are'
  expect(reason(table(12), { target: 'none' })).toBe(`${refusal} ${listed}`)
  expect(reason(table(14), { target: 'none' })).toBe(`${refusal} ${listed} and 2 more`)
})
