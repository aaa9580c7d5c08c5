import { describe, expect, test } from 'vitest'
import { disguiseOf } from './disguise'

describe('a text is read by a person as', () => {
  test.each([
    ['commas', ['1,105', '0,134', '1.005,5', '1,234,567.89', '1 005', '1\u00a0005,5', "1'005", '12,34,567', '-1,5']],
    ['percent', ['7%', '7 %', '-0.5%', '1,5 %', '3‰']],
    ['currency', ['$7', '€ 7,50', '1.005,50 €', '-$3', '£1,000', '¥500']],
    ['sign', ['−5', '–1.5']],
    ['date', ['2024-01-07', '2024-01-07 12:30', '2024-01-07T12:30:05Z', '2024/1/7', '7.1.2024', '01/07/24', '2024-01']],
    ['date', ['12:30', '12:30:59.5', '9:05 am', '7 Jan 2024', '07-Jan-24', 'January 7, 2024']],
  ] as const)('%s: %j', (disguise, texts) => {
    expect(texts.map(disguiseOf)).toEqual(texts.map(() => disguise))
  })

  test.each([
    'red',
    'a,b',
    'A1',
    '1a',
    '10-20',
    '4-4-2',
    '10-40-2024',
    '1.2.3',
    'v1,5',
    '%',
    '$',
    '',
    '7 apples',
    '25:61',
    '<5',
    'May',
  ])('neither a number nor a day: %j', (text) => {
    expect(disguiseOf(text)).toBeNull()
  })

  test('neither, when it is long', () => {
    expect(disguiseOf('1,105'.repeat(20))).toBeNull()
  })
})
