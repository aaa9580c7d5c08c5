/** Numbers written another way: what is read, and what is refused rather than made a thousand categories. */
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

function loaded(text: string, given: Given = {}) {
  return csv.load(settingsOf(csv, { ...plain, ...given, file: folder.write('table.csv', text) }), 1)
}
const sorted = (text: string, given: Given = {}) =>
  allExamples(loaded(text, given)).sort((a, b) => String(a).localeCompare(String(b)))
const reason = (text: string, given: Given = {}) => refusalOf(() => loaded(text, given))

describe('decimal commas', () => {
  const european = 'x;n;y\n0,134;7;1,5\n-2,5e1;8;2\n'

  test('are numbers in a file of semicolons, inputs and target, and whole numbers stay', () => {
    expect(loaded(european)).toMatchObject({ kind: 'regression', inputShape: [2] })
    expect(sorted(european)).toEqual([
      [-25, 8, 2],
      [0.134, 7, 1.5],
    ])
  })

  test('are the same data, with the same digest, detected or said', () => {
    expect(allExamples(loaded(european, { decimal: 'comma' }))).toEqual(allExamples(loaded(european)))
    expect(loaded(european, { decimal: 'comma' }).digest).toBe(loaded(european).digest)
  })

  test('in quotes between commas are read when it is said', () => {
    expect(sorted('x,y\n"0,5",1\n"1,105",2\n', { decimal: 'comma' })).toEqual([
      [0.5, 1],
      [1.105, 2],
    ])
  })

  test('in codes and classes stay as they are', () => {
    const text = 'code;y\n1,10;a\n1,1;b\n'
    expect(loaded(text, { categorical: 'code' }).inputShape).toEqual([2])
    const classes = loaded('x;y\n1;1,10\n2;1,1\n', { task: 'classification' }).classNames
    expect(classes).toEqual(['1,1', '1,10'])
  })

  test('beside points are refused, in one column and in two: one of them may part thousands', () => {
    expect(reason('x;y\n1.005;1\n0,5;2\n')).toBe(
      'has "0,5" at line 3, column "x", with a comma, and "1.005" at line 2, column "x", with a point; all decimal numbers must have the same mark, and thousands none',
    )
    expect(reason('x;y\n1.005;0,5\n1.5;2\n')).toContain('has "0,5" at line 2, column "y", with a comma, and "1.005"')
  })

  test('that may all part thousands are refused, but for a file of semicolons', () => {
    expect(reason('x\ty\n1,105\t1\n2,310\t2\n')).toBe(
      'has "1,105" at line 2, column "x", which may be 1.105 or 1105; decimal = comma reads the first, and thousands must have no mark',
    )
    expect(sorted('x\ty\n1,105\t1\n2,31\t2\n')[0]).toEqual([1.105, 1])
    expect(sorted('x\ty\n1,105\t1\n2,310\t0,5\n')[0]).toEqual([1.105, 1])
    expect(sorted('x\ty\n1,105\t1\n', { decimal: 'comma' })[0]).toEqual([1.105, 1])
    expect(sorted('x;y\n1,105;1\n')[0]).toEqual([1.105, 1])
  })

  test('with a text among them are refused by its line', () => {
    expect(reason('x;y\n0,5;1\noops;2\n')).toContain('has "oops" at line 3, column "x", where numbers stand before')
  })

  test('too large for a float64 are refused', () => {
    expect(reason('x;y\n1,5e999;1\n0,5;2')).toContain('has "1,5e999" at line 2, column "x", which is too large')
  })
})

describe('numbers in disguise', () => {
  test.each<[string, string, Given, string]>([
    [
      'thousands in quotes',
      'price,y\n"1,105",1\n"2,310",2\n',
      {},
      'has "1,105" at line 2, column "price": a number with separators in it; a number has digits and one decimal point, no other mark or sign; decimal = comma reads it as 1.105; a column of codes can be named in categorical',
    ],
    [
      'thousands and a decimal comma',
      'price;y\n1.005,5;1\n2.005,5;2\n',
      {},
      'has "1.005,5" at line 2, column "price": a number with separators in it; a number has digits and one decimal point or comma, no other mark or sign; a column of codes can be named in categorical',
    ],
    [
      'points where commas are decimal',
      'price,y\n1.5,1\n2.5,2\n',
      { decimal: 'comma' },
      'has "1.5" at line 2, column "price": a number with separators in it; a number has digits and one decimal comma, no other mark or sign; decimal = point reads it as 1.5; a column of codes can be named in categorical',
    ],
    ['percent', 'share,y\n7%,1\n8%,2\n', {}, 'has "7%" at line 2, column "share": a number with a percent sign'],
    ['currency', 'cost,y\n$7,1\n$8,2\n', {}, 'has "$7" at line 2, column "cost": a number with a currency sign'],
    [
      'days',
      'day,y\n2024-01-07,1\n2024-01-08,2\n',
      {},
      'has "2024-01-07" at line 2, column "day": a date or a time; it can become a number beforehand, such as days since a day, or be left out by ignore; a column of codes can be named in categorical',
    ],
    ['the target', 'x,y\n1,5%\n2,7%\n', {}, 'has "5%" at line 2, column "y": a number with a percent sign'],
    [
      'one among numbers',
      'price,y\n950,1\n"1,105",2\n',
      {},
      'has "1,105" (a number with separators in it) at line 3, column "price", among numbers (line 2: 950); it must be put right',
    ],
    [
      'one before numbers',
      'price;y\n1.005,5;1\n7,5;2\n',
      {},
      'has "1.005,5" (a number with separators in it) at line 2, column "price", among numbers (line 3: 7,5); it must be put right',
    ],
    [
      'most of a column',
      'x,y\nn/k,1\n7%,1\n8%,2\n',
      {},
      'has "7%" at line 3, column "x": a number with a percent sign',
    ],
  ])('are refused by line and column: %s', (_, text, given, sentence) => {
    expect(reason(text, given)).toContain(sentence)
  })

  test('more than can be categories are still told for what they are', () => {
    const rows = Array.from({ length: 1500 }, (_, row) => `${row}%,1`).join('\n')
    expect(reason(`x,y\n${rows}\n`)).toContain('has "0%" at line 2, column "x": a number with a percent sign')
  })

  test('are codes where the settings say so, and texts where they are few', () => {
    expect(loaded('day,y\n2024-01-07,1\n2024-01-08,2\n', { categorical: 'day' }).inputShape).toEqual([2])
    expect(loaded('x,y\n1,5%\n2,7%\n', { task: 'classification' }).classNames).toEqual(['5%', '7%'])
    expect(loaded('x,y\nred,1\nblue,1\n7%,2\n').inputShape).toEqual([3])
    expect(loaded('day,x,y\n2024-01-07,1,2\n', { ignore: 'day' }).inputShape).toEqual([1])
  })
})

describe('numbers of other programs', () => {
  test('with Fortran’s exponent letter D are the numbers that they are with E', () => {
    const table = (letter: string) => `p,y\n5.000000${letter}-01,1\n-1.25${letter}+02,2\n.5${letter}1,3\n`
    expect(sorted(table('D'))).toEqual(sorted(table('E')))
    expect(sorted(table('d'))).toEqual([
      [-125, 2],
      [0.5, 1],
      [5, 3],
    ])
  })

  test('in quotes behind a blank are numbers', () => {
    expect(sorted('temp, rating, y\n280, "3", 9.8\n300, "1" , 5\n')).toEqual([
      [280, 3, 9.8],
      [300, 1, 5],
    ])
  })

  test.each<[string, string]>([
    ["'3'", 'a number in quotes of its own'],
    ['"""3"""', 'a number in quotes of its own'],
    ['1d5', 'a number whose exponent is written with d, which needs a decimal mark before it'],
    ['1D400', 'a number that is too large'],
    ['1.5*^3', 'a number whose exponent is not written with e'],
    ['1.5f', 'a number with the letter f of a programming language behind it'],
    ['1\u00a02', 'numbers with no-break spaces between them; blanks, tabs or another delimiter must separate fields'],
    ['1.0+5', 'a number whose exponent is not written with e'],
    ['1_000', 'a number with separators in it'],
    ['１', 'a number in other digits than 0 to 9'],
    ['\u200b5', 'a number with a character that cannot be seen'],
    ['0x10', 'a number that is not decimal'],
    ['(5)', 'a number with its minus behind it or in parentheses'],
    ['1/2', 'a fraction'],
  ])('%s are refused by line, alone and among numbers', (text, found) => {
    expect(reason(`x,y\n${text},1\n${text},2\n`)).toMatch(/^has .* at line 2, column "x": /)
    expect(reason(`x,y\n${text},1\n${text},2\n`)).toContain(found)
    expect(reason(`x,y\n7,1\n${text},2\n`)).toContain(`(${found}) at line 3, column "x", among numbers (line 2: 7)`)
    expect(reason(`x,y\n1,${text}\n2,${text}\n`)).toContain(found)
  })

  test.each<[string, string]>([
    ['1e400', 'is too large for a number'],
    ['1e-400', 'is too small for a number and would become 0'],
    ['9007199254740993', 'would be rounded: whole numbers must stay below 2^53'],
    ['-90071992547409937', 'would be rounded'],
    ['9.007199254740993e15', 'would be rounded: whole numbers must stay below 2^53'],
    ['9.007199254740993D+15', 'would be rounded'],
  ])('%s is refused by line as input and target, and is a code like others', (text, why) => {
    expect(reason(`x,y\n7,1\n${text},2\n`)).toContain(`has "${text}" at line 3, column "x", which ${why}`)
    expect(reason(`x,y\n1,7\n2,${text}\n`)).toContain(`has "${text}" at line 3, column "y", which ${why}`)
    expect(reason(`x,y\n7,1\n${text},2\n`, { categorical: 'x' })).toBe('')
    expect(reason(`x,y\n1,7\n2,${text}\n`, { task: 'classification' })).toBe('')
    expect(reason(`x,z,y\n7,1,1\n${text},2,2\n`, { ignore: 'x' })).toBe('')
  })
})

test.each(['\u00a0', '\u202f', '\u2007'])('fields separated by %j are refused: blanks must separate them', (gap) => {
  const table = `${['1', '2.5', '3'].join(gap)}\n${['4', '5', '6.5'].join(gap)}\n`
  for (const names of ['', `${['a', 'b', 'c'].join(gap)}\n`])
    expect(reason(names + table)).toMatch(/no-break spaces .*blanks, tabs or another delimiter must separate/)
})

describe('a column of texts of which nearly every row has its own', () => {
  const people = (count: number, different: number) =>
    `name,x,y\n${Array.from({ length: count }, (_, row) => `person ${row % different},${row},1`).join('\n')}\n`

  test('is refused, with the setting that leaves it out', () => {
    expect(reason(people(40, 38))).toBe(
      'has 38 different texts in 40 rows of column "name" (line 2: "person 0"): they name rows, and there is nothing to learn from them; ignore leaves the column out, and a column of codes can be named in categorical',
    )
    expect(reason(people(40, 40), { ignore: 'name' })).toBe('')
    expect(reason(people(40, 40), { categorical: 'name' })).toBe('')
    expect(reason(people(40, 40), { target: 'name' })).toBe('')
  })

  test('is read where rows are few, or one text in ten comes again', () => {
    expect(reason(people(19, 19))).toBe('')
    expect(reason(people(40, 36))).toBe('')
  })
})

test('without decimal commas the digest is what it was before they could be read', () => {
  // sha256 of the bytes and of the settings that shape the table, by another program (sha256sum).
  expect(loaded('x,y\n1,2\n3,4\n').digest).toBe(
    'sha256:edc2b888ecf15b87b9f54b1f6182d320fce3d9b78eaae96e349554015184895d',
  )
})
