import { describe, expect, test } from 'vitest'
import { numberOf } from './csvValue'
import { disguiseOf } from './disguise'

describe('a text is read by a person as', () => {
  test.each([
    ['commas', ['1,105', '0,134', '1.005,5', '1,234,567.89', '1 005', '1\u00a0005,5', "1'005", '12,34,567', '-1,5']],
    ['percent', ['7%', '7 %', '-0.5%', '1,5 %', '3‰']],
    ['currency', ['$7', '€ 7,50', '1.005,50 €', '-$3', '£1,000', '¥500']],
    ['sign', ['−5', '–1.5']],
    ['date', ['2024-01-07', '2024-01-07 12:30', '2024-01-07T12:30:05Z', '2024/1/7', '7.1.2024', '01/07/24', '2024-01']],
    ['commas', ['1_000', '-1_000_000.5']],
    ['accounting', ['(5)', '(1,234.50)', '5.00-']],
    ['quotes', ["'3'", "'3", '"3"', '“3”', '‘0.5’', '«3»', "'1,5'", '="0610"']],
    ['pointless', ['1d5', '1D5', '-3D-01', '4d0', '1D308']],
    ['beyond', ['1D400', '-2d+309']],
    ['suffix', ['1.5f', '-0.25F', '1.5e3f', '1e5f', '.5f']],
    ['several', ['1\u00a02', '1.5\u202f2.5', '1\u20072\u20073', '1\u00a0\t22', '1\t\u00a02', '10\u00a020 ']],
    [
      'exponent',
      ['1.5*^3', '1*^-3', '-1.5*^+10', '1,5q2', '1.0+5', '1.234-105', '1.5 E3', '1.5e 3', '1.5x10^3', '2·10⁻³'],
    ],
    ['radix', ['0x10', '0X1f', '-0x1.8p3', '0b101', '0o17']],
    ['fraction', ['1/2', '1 1/2', '-3/4', '½', '1½']],
    ['infinite', ['inf', '-Infinity', '∞', '1.#INF']],
    ['digits', ['１', '１２．５', '-１', '٣', '٣٫٥', '१२', '10²', '𝟏']],
    ['invisible', ['\u200b5', '5\u200e', '1\u2060.5', '\u00ad7', '5\u0000']],
    ['date', ["'2024-01-07'", '12:30', '12:30:59.5', '9:05 am', '7 Jan 2024', '07-Jan-24', 'January 7, 2024']],
  ] as const)('%s: %j', (disguise, texts) => {
    expect(texts.map(disguiseOf)).toEqual(texts.map(() => disguise))
  })

  test.each([
    'red',
    'a,b',
    'A1',
    '1a',
    '1f',
    '0xfg',
    "'red'",
    "5'",
    'x²',
    '１a',
    '\u200b',
    'd5',
    '0-0.5',
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

  test('nothing else, when numberOf makes a number of it', () => {
    for (const text of ['5.0D-01', '-.5d3', '1.D5', '+.5', '5.', ' 7\u00a0']) expect(numberOf(text)).not.toBeNaN()
  })

  test('neither, when it is long', () => {
    expect(disguiseOf('1,105'.repeat(20))).toBeNull()
  })
})
