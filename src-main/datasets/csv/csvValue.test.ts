import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMissing, numberOf } from './csvValue'

describe('a field', () => {
  test('that is a decimal is the float64 nearest to it, to the last bit', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 20 })
    const sign = fc.constantFrom('', '-', '+')
    fc.assert(
      fc.property(sign, digits, fc.boolean(), digits, (mark, before, hasPoint, after) => {
        fc.pre(before !== '' || (hasPoint && after !== ''))
        const text = `${mark}${before}${hasPoint ? `.${after}` : ''}`
        expect(numberOf(text)).toBe(Number(text))
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
})
