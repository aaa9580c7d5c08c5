import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisLimits } from './axisLimits'

const column = (...values: number[]) => Float64Array.from(values)

describe('axisLimits', () => {
  it('never lets NaN and ±Infinity count', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true })), (values) => {
        const mixed = values.flatMap((value) => [Number.NaN, value, Number.POSITIVE_INFINITY])
        expect(axisLimits([column(...mixed)], 'linear')).toEqual(axisLimits([column(...values)], 'linear'))
      }),
    )
  })

  it('counts what a log axis cannot show and leaves it out', () => {
    const limits = axisLimits([column(0, -1, 1, 10, 100)], 'log')
    expect(limits).toMatchObject({ nonPositive: 2, outside: 0 })
    // Two decades and a margin of 3 % of them at each end.
    expect(limits?.min).toBeCloseTo(10 ** -0.06, 12)
    expect(limits?.max).toBeCloseTo(10 ** 2.06, 9)
  })

  it('contains every value that it does not count as outside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noDefaultInfinity: true, noNaN: true }), { minLength: 1 }),
        fc.constantFrom('linear' as const, 'log' as const),
        (values, scale) => {
          const limits = axisLimits([column(...values)], scale)
          if (limits === null) return void expect(values.filter((value) => scale === 'linear' || value > 0)).toEqual([])
          expect(limits.max).toBeGreaterThan(limits.min)
          expect([limits.min, limits.max].every(Number.isFinite)).toBe(true)
          const beyond = values.filter((value) => value < limits.min || value > limits.max)
          expect(beyond.length).toBeLessThanOrEqual(limits.outside + limits.nonPositive)
        },
      ),
    )
  })

  it('leaves one diverged run outside a linear axis, and says how many values that are', () => {
    const calm = Float64Array.from({ length: 1000 }, (_, index) => 1 + index / 1000)
    const limits = axisLimits([calm, column(1e6, 1e7)], 'linear')!
    expect(limits.outside).toBe(2)
    expect(limits.max).toBeLessThan(2.1)
  })

  it('keeps a loss that starts high inside a linear axis', () => {
    const loss = Float64Array.from({ length: 1000 }, (_, index) => 0.2 + 2.1 / (1 + index / 10))
    expect(axisLimits([loss], 'linear')).toMatchObject({ outside: 0 })
  })

  it('gives a constant room on both sides, and nothing to show null', () => {
    expect(axisLimits([column(2, 2)], 'linear')).toMatchObject({ min: 1.8, max: 2.2 })
    expect(axisLimits([column(0)], 'linear')).toMatchObject({ min: -1, max: 1 })
    expect(axisLimits([column(0)], 'log')).toBeNull()
    expect(axisLimits([column(Number.NaN), column()], 'linear')).toBeNull()
  })

  it.each([
    ['the largest numbers there are', [-Number.MAX_VALUE, Number.MAX_VALUE], 'linear'],
    ['one of the largest numbers', [1.79e308], 'linear'],
    ['the smallest number there is', [5e-324], 'linear'],
    ['neighbouring numbers', [8.937257745562656, 8.937257745562661], 'log'],
    ['the smallest and the largest number there is', [5e-324, Number.MAX_VALUE], 'log'],
  ] as const)('has finite ends, one above the other, around %s', (_, values, scale) => {
    const { min, max, outside } = axisLimits([column(...values)], scale)!
    expect([min, max].every(Number.isFinite)).toBe(true)
    expect(max).toBeGreaterThan(min)
    expect(min).toBeLessThanOrEqual(Math.min(...values))
    expect(max).toBeGreaterThanOrEqual(Math.max(...values))
    expect(outside).toBe(0)
  })

  it('does not go below 0 for a quantity that is never negative', () => {
    expect(axisLimits([column(0.001, 1)], 'linear')?.min).toBe(0)
  })
})
