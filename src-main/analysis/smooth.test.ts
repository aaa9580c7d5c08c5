import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smooth } from './smooth'

const weights = fc.double({ min: 0, max: 0.9999, noNaN: true })
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const any = fc.oneof(
  { weight: 4, arbitrary: finite },
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
)

describe('smooth', () => {
  it('agrees with the debiased average recomputed by hand', () => {
    // w = 0.5: 4; (0.5·4 + 8)/1.5 = 20/3; (0.25·4 + 0.5·8 + 1)/1.75 = 24/7
    const smoothed = smooth(Float64Array.of(4, 8, 1), 0.5)
    expect(smoothed[0]).toBe(4)
    expect(smoothed[1]).toBeCloseTo(20 / 3, 14)
    expect(smoothed[2]).toBeCloseTo(24 / 7, 14)
  })

  it('never leaves the range of the finite values so far', () => {
    fc.assert(
      fc.property(fc.array(any), weights, (values, weight) => {
        const smoothed = smooth(Float64Array.from(values), weight)
        let low = Number.POSITIVE_INFINITY
        let high = Number.NEGATIVE_INFINITY
        values.forEach((value, index) => {
          if (!Number.isFinite(value)) return
          low = Math.min(low, value)
          high = Math.max(high, value)
          expect(smoothed[index]).toBeGreaterThanOrEqual(low)
          expect(smoothed[index]).toBeLessThanOrEqual(high)
        })
      }),
    )
  })

  it('leaves a constant the same constant, bit for bit', () => {
    fc.assert(
      fc.property(finite, fc.integer({ min: 1, max: 200 }), weights, (value, length, weight) => {
        const constant = new Float64Array(length).fill(value)
        expect(smooth(constant, weight)).toEqual(constant)
      }),
    )
  })

  it('leaves NaN and ±Infinity out of the average and where they stood', () => {
    fc.assert(
      fc.property(fc.array(any), weights, (values, weight) => {
        const areFinite = values.map(Number.isFinite)
        const smoothed = smooth(Float64Array.from(values), weight)
        const withoutThem = smooth(Float64Array.from(values.filter(Number.isFinite)), weight)
        expect(smoothed.filter((_, index) => areFinite[index])).toEqual(withoutThem)
        values.forEach((value, index) => {
          if (!areFinite[index]) expect(smoothed[index]).toBe(value)
        })
      }),
    )
  })

  it('with weight 0 returns the values, and never changes its input', () => {
    fc.assert(
      fc.property(fc.array(any), weights, (values, weight) => {
        const input = Float64Array.from(values)
        smooth(input, weight)
        expect(input).toEqual(Float64Array.from(values))
        expect(smooth(input, 0)).toEqual(input)
      }),
    )
  })

  it('refuses a weight outside [0, 1), naming it', () => {
    for (const weight of [-0.1, 1, Number.NaN]) {
      expect(() => smooth(new Float64Array(1), weight)).toThrow(`weight = ${weight}, must be in [0, 1)`)
    }
  })
})
