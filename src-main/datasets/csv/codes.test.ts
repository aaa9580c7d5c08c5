/** Columns of codes: categories are texts as they are written, inputs and classes alike. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../contract/field'
import { allExamples } from '../testing/examplesOf'
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
    file: folder.write('codes.csv', text),
  })
const loaded = (text: string, given: Given) => csv.load(settings(text, given), 1)
const remarks = (text: string, given: Given) => csv.inspect!(settings(text, given), 1).remarks

const families: readonly (readonly string[])[] = [
  ['0610', '610', '0999'],
  ['1.10', '1.1', '1.2'],
  ['90071992547409920', '90071992547409921', '90071992547409937'],
  ['+1', '1', '-1'],
  ['1e3', '1000', '1E3'],
  ['-0', '0', '00'],
  ['7', '7.0', '7.'],
  ['1e400', '1e401', '-1e400'],
  ['1e-400', '0', '2e-400'],
  ['1.0D2', '100', '1e2'],
  ['0x10', '16', '0X10'],
  ['1,5', '1.5', '1,50'],
  ['2024-01-07', '2024-1-7', '07.01.2024'],
]

describe.each(families)('codes %s, %s and %s', (...codes) => {
  const rows = [...codes, ...codes].map((code, index) => `"${code}",${index}`)

  test('are three inputs', () => {
    const dataset = loaded(`code,y\n${rows.join('\n')}\n`, { categorical: 'code' })
    expect(dataset.inputShape).toEqual([3])
    const place = new Map(allExamples(dataset).map((row) => [row[3]!, row.indexOf(1)]))
    expect([3, 4, 5].map((row) => place.get(row))).toEqual([0, 1, 2].map((row) => place.get(row)))
    expect(new Set(place.values()).size).toBe(3)
  })

  test('are three classes, under the names that they have in the file', () => {
    const { classNames } = loaded(`code,x\n${rows.join('\n')}\n`, { target: 'code', task: 'classification' })
    expect([...classNames].sort()).toEqual([...codes].sort())
  })
})

test('numbers that are names stand in the order of their values, then of their texts', () => {
  const codes = ['10', '9', '1e400', '09', '-3', '1e401', '9.0']
  const text = `code,x\n${codes.map((code, index) => `${code},${index}`).join('\n')}\n`
  const { classNames } = loaded(text, { target: 'code', task: 'classification' })
  expect(classNames).toEqual(['-3', '09', '9', '9.0', '10', '1e400', '1e401'])
})

test('any texts are categories under their own names, but for blanks around them', () => {
  const code = fc
    .oneof(fc.string({ minLength: 1 }), fc.string({ unit: fc.constantFrom(...'01+-.eE'), minLength: 1 }))
    .filter((text) => text.trim() !== '' && !text.includes('\0'))
  const distinct = fc.uniqueArray(code, { minLength: 2, maxLength: 12, selector: (text) => text.trim() })
  fc.assert(
    fc.property(distinct, fc.boolean(), (codes, isInput) => {
      const rows = [...codes, ...codes.map((text) => ` ${text}  `)]
      const text = rows.map((text, row) => `"${text.replaceAll('"', '""')}",${row}`).join('\n')
      const table = `code,number\n${text}\n`
      if (isInput) {
        const examples = allExamples(loaded(table, { categorical: 'code' }))
        const place = new Map(examples.map((row) => [row.at(-1)!, row.indexOf(1)]))
        expect(new Set(place.values()).size).toBe(codes.length)
        codes.forEach((_, row) => {
          expect(place.get(row + codes.length)).toBe(place.get(row))
        })
      } else {
        const { classNames } = loaded(table, { target: 'code', task: 'classification' })
        expect([...classNames].sort()).toEqual(codes.map((text) => text.trim()).sort())
      }
    }),
  )
})

describe('two names that are one number', () => {
  test('are told, once a column', () => {
    expect(remarks('c,d,y\n0610,1.1,5\n610,1.10,1\n610,1,2\n', { categorical: 'c, d' })).toEqual([
      'codes.csv: column "c" has 0610 and 610 as two categories, though both are the same number',
      'codes.csv: column "d" has 1.1 and 1.10 as two categories, though both are the same number',
    ])
    expect(remarks('k,y\n1.0,5\n1,1\n', { target: 'k', task: 'classification' })).toEqual([
      'codes.csv: column "k" has 1 and 1.0 as two classes, though both are the same number',
    ])
  })

  test('are not where a float64 alone takes them for one', () => {
    expect(remarks('c,y\n90071992547409920,5\n90071992547409921,1\n', { categorical: 'c' })).toEqual([])
  })
})
