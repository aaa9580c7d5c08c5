import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactDecimal, isExactly } from './decimalText'

test.each([
  ['0610', '610'],
  ['1.10', '1.1'],
  ['1e3', '1000'],
  ['+1', '1'],
  ['-0', '0'],
  ['0.000', '-0e99'],
  ['.5', '0.50'],
  ['5.', '5'],
  [' 12E-1 ', '1.2'],
])('%j and %j are the same number', (a, b) => {
  expect(exactDecimal(a)).toBe(exactDecimal(b))
})

test.each([
  ['90071992547409920', '90071992547409921'],
  ['1e400', '1e401'],
  ['1e-400', '0'],
  ['-1', '1'],
  ['10', '1'],
])('%j and %j are not, though a float64 may hold both alike', (a, b) => {
  expect(exactDecimal(a)).not.toBe(exactDecimal(b))
})

test.each(['', '.', 'e5', '1,5', '0x10', 'NaN', '--1', '1e', '1 2'])('%j is no decimal number', (text) => {
  expect(exactDecimal(text)).toBeNull()
})

test('zeros at either end, a plus and another power of ten change nothing', () => {
  const parts = fc.record({ value: fc.bigInt({ min: 1n, max: 10n ** 40n }), zeros: fc.nat(20), power: fc.nat(30) })
  fc.assert(
    fc.property(parts, ({ value, zeros, power }) => {
      const written = `+${'0'.repeat(zeros)}${value}${'0'.repeat(power)}e-${power}`
      expect(exactDecimal(written)).toBe(exactDecimal(String(value)))
      expect(exactDecimal(String(value + 1n))).not.toBe(exactDecimal(String(value)))
    }),
  )
})

test('a whole number is told from the float64 beside it', () => {
  expect(isExactly('9007199254740993', 9007199254740992)).toBe(false)
  expect(isExactly('9007199254740992', 9007199254740992)).toBe(true)
  expect(isExactly('1.0000000000000000001', 1)).toBe(false)
  expect(isExactly('100e-2', 1)).toBe(true)
  expect(isExactly('1e-400', 0)).toBe(false)
})
