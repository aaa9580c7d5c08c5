import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMissing, isMissingAt, numberOf } from './csvValue'

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

  test.each(['0x1F', '0b1', '0o7', 'Infinity', '-Infinity', '1,5', '1_000', '1e', '.', '-', '+', 'e5', '1.2.3', 'abc'])(
    '%j is no number',
    (text) => {
      expect(numberOf(text)).toBeNaN()
    },
  )

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
