import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount, formatDuration, formatNumber, formatPercent, formatSetting } from './formatNumber'

describe('numbers', () => {
  it('are plain from a thousandth up and of the form 1e-8 below', () => {
    expect([1e-3, 0.0521, 0.217, 8.1e-4, 1e-8, 999_900, 1e6, 1.02e8].map((value) => formatNumber(value))).toEqual([
      '0.001',
      '0.0521',
      '0.217',
      '8.1e-4',
      '1e-8',
      '999900',
      '1e6',
      '1.02e8',
    ])
  })

  it('keep the significant digits asked for and no trailing zeros', () => {
    expect([formatNumber(0.052134), formatNumber(0.052134, 2), formatNumber(0.5000001), formatNumber(-2.5e-9)]).toEqual(
      ['0.05213', '0.052', '0.5', '-2.5e-9'],
    )
  })

  it('say what is not finite', () => {
    expect(
      [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0].map((value) => formatNumber(value)),
    ).toEqual(['NaN', '∞', '−∞', '0'])
  })

  it('stay within half a unit of the last digit shown', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
        expect(Math.abs(Number(formatNumber(value)) - value)).toBeLessThanOrEqual(Math.abs(value) * 5e-4)
      }),
    )
  })

  it('of settings read back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatSetting(value))).toBe(value === 0 ? 0 : value)
      }),
    )
    expect(formatSetting(1e-8)).toBe('1e-8')
    expect(formatSetting(0.0395)).toBe('0.0395')
  })
})

describe('other quantities', () => {
  it('carry their unit', () => {
    expect(formatPercent(0.9712)).toBe('97.1 %')
    expect(formatCount(84_120)).toBe('84,120')
    expect([512, 48_213_000, 1_500].map(formatBytes)).toEqual(['512 B', '48.2 MB', '1.5 kB'])
  })

  it('give a duration two units at most', () => {
    expect([6.21, 420, 8200, 41_000, 59_600, 187_000, 7_500_000].map(formatDuration)).toEqual([
      '6.2 ms',
      '420 ms',
      '8.2 s',
      '41 s',
      '1 min 00 s',
      '3 min 07 s',
      '2 h 05 min',
    ])
  })
})
