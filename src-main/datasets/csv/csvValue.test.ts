import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMissing, isMissingAt, numberOf, whyUnheld } from './csvValue'

describe('a field', () => {
  test('that is a decimal is the float64 nearest to it, to the last bit', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 20 })
    const sign = fc.constantFrom('', '-', '+')
    fc.assert(
      fc.property(sign, digits, fc.boolean(), digits, (mark, before, hasPoint, after) => {
        fc.pre(before !== '' || (hasPoint && after !== ''))
        const text = `${mark}${before}${hasPoint ? `.${after}` : ''}`
        expect(numberOf(text)).toBe(Number(text))
        expect(numberOf(text.replace('.', ','), ',')).toBe(Number(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('that any float64 prints as is that float64 again', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // JavaScript prints −0 as 0.
        const printed = value === 0 ? 0 : value
        expect(numberOf(String(value))).toBe(printed)
        expect(numberOf(` ${value.toExponential()} `)).toBe(printed)
      }),
      { numRuns: 2000 },
    )
  })

  test('that any float64 is written as, by whatever program, is that float64 again', () => {
    const styles: readonly ((value: number) => string)[] = [
      (value) => value.toPrecision(17),
      (value) => value.toExponential().toUpperCase(),
      (value) => `  ${value.toExponential().replace('e+', 'e')}\u00a0`,
      (value) => value.toExponential(16).replace('e', 'D'),
      (value) => value.toExponential(16).replace('e+', 'd'),
      (value) => (value < 0 ? '-' : '+') + String(Math.abs(value)),
      (value) => `${value < 0 ? '-' : ''}00${Math.abs(value)}`,
      (value) => String(value).replace(/^(-?)0\./, '$1.'),
      (value) => value.toExponential(20).replace(/0*e/, 'e'),
      (value) => (Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.` : value.toExponential(18)),
    ]
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const printed = value === 0 ? 0 : value
        for (const style of styles) {
          const text = style(printed)
          expect(numberOf(text)).toBe(printed)
          expect(numberOf(text.replace('.', ','), ',')).toBe(printed)
          if (printed === 0 || Math.abs(printed) < 2 ** 53) expect(whyUnheld(text, printed)).toBeNull()
        }
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['5.0D-01', 0.5],
    ['-1.D3', -1000],
    ['.25d+2', 25],
    ['+.5', 0.5],
    ['5.', 5],
    ['\u00a07 ', 7],
  ])('%j is the number %d', (text, value) => {
    expect(numberOf(text)).toBe(value)
  })

  test.each([
    ['1e400', 'large'],
    ['-1.5D+999', 'large'],
    ['1e-400', 'small'],
    ['0.001e-330', 'small'],
    ['9007199254740993', 'rounded'],
    ['9.007199254740993e15', 'rounded'],
    ['-9.007199254740993D+15', 'rounded'],
    ['90071992547409930000e-4', 'rounded'],
    ['.9007199254740993E16', 'rounded'],
    ['9.0071992547409930e15', 'rounded'],
    ['-9007199254740992', 'rounded'],
    ['0009007199254740993.00', 'rounded'],
    ['123456789012345678901234567890', 'rounded'],
  ])('%j is held by no float64: it is too %s', (text, why) => {
    expect(whyUnheld(text, numberOf(text))).toBe(why)
  })

  test.each([
    '0',
    '-0.000',
    '0e-999',
    '000',
    '5e-324',
    '9007199254740991',
    '9007199254740992.0',
    '9.007199254740992e15',
    '9007199254740992e0',
    // As Python prints the float64 nearest to 1e23 and to 12345678901234567e9, by %.18e and %.16e.
    '9.999999999999999161e+22',
    '1.2345678901234566e+25',
    '1e23',
    '1.5e300',
    '1.6e18',
  ])('%j is held', (text) => {
    expect(whyUnheld(text, numberOf(text))).toBeNull()
  })

  test.each([
    '0x1F',
    '0b1',
    '0o7',
    'Infinity',
    '-Infinity',
    '1,5',
    '1_000',
    '1e',
    '1d5',
    '1D+3',
    '1.0+5',
    '１',
    '.',
    '-',
    '+',
    'e5',
    '1.2.3',
    'abc',
  ])('%j is no number', (text) => {
    expect(numberOf(text)).toBeNaN()
  })

  test.each(['1.5', '1.005,5', '1,105,000', ',', '1,5e', '1 005'])('%j is no number with a decimal comma', (text) => {
    expect(numberOf(text, ',')).toBeNaN()
  })

  test('with a decimal comma may have an exponent and blanks around it', () => {
    expect(numberOf(' -1,5e3 ', ',')).toBe(-1500)
    expect(numberOf('12345678901234567890,5', ',')).toBe(Number('12345678901234567890.5'))
  })

  test('too large for a float64 is told apart from no number', () => {
    expect(numberOf('1e999')).toBe(Number.POSITIVE_INFINITY)
    expect(numberOf('-1e999')).toBe(Number.NEGATIVE_INFINITY)
  })

  test.each(['', ' ', 'NA', 'na', ' N/A ', 'NaN', 'null', 'NULL', '?'])('%j is missing', (text) => {
    expect(isMissing(text)).toBe(true)
  })

  test.each(['0', '-', '.', 'nap', 'none', 'a', '1?'])('%j is not missing', (text) => {
    expect(isMissing(text)).toBe(false)
  })

  test.each(['NA', 'n/a', 'NaN', 'null', '?'])('%j in quotes is a text, and without is missing', (text) => {
    expect(isMissingAt(['7', text], 1, [1])).toBe(false)
    expect(isMissingAt(['7', text], 1, [0])).toBe(true)
  })

  test('empty is missing in quotes too', () => {
    expect(isMissingAt([''], 0, [0])).toBe(true)
  })
})
