import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbersText, numberText, readNumber, readNumbers } from './numberText'

describe('numberText', () => {
  it('every finite number reads back as itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readNumber(numberText(value))).toBe(Object.is(value, -0) ? 0 : value)
      }),
    )
  })

  it('a list of numbers reads back as itself', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 8 + 0)), (values) => {
        expect(readNumbers(numbersText(values))).toEqual(values)
      }),
    )
  })

  it.each([
    ['1e-8', 1e-8],
    ['1E−8', 1e-8],
    [' .5 ', 0.5],
    ['−3', -3],
    ['2.', 2],
  ])('%j is a number', (typed, value) => {
    expect(readNumber(typed)).toBe(value)
  })

  it.each(['', 'abc', '1e', '0x10', 'Infinity', 'NaN', '1 2', '--1'])('%j stays the text it is', (typed) => {
    expect(readNumber(typed)).toBe(typed)
  })

  it('numbers below 0.001 are shown in the 1e-8 form', () => {
    expect(numberText(1e-8)).toBe('1e-8')
    expect(numberText(0.00025)).toBe('2.5e-4')
    expect(numberText(0.001)).toBe('0.001')
    expect(numberText(60000)).toBe('60000')
  })

  it('an entry of a list that is not a number stays the text it is', () => {
    expect(readNumbers('[1, x, 3]')).toEqual([1, 'x', 3])
    expect(readNumbers('1,,2')).toEqual([1, '', 2])
    expect(readNumbers('  ')).toEqual([])
  })
})
