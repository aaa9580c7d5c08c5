import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticks } from './ticks'

describe('ticks', () => {
  it('are multiples of 1, 2 or 5 times a power of ten on a linear axis', () => {
    expect(ticks(0, 400, 'linear', 5)).toEqual([0, 100, 200, 300, 400])
    expect(ticks(0.05, 0.95, 'linear', 6)).toEqual([0.2, 0.4, 0.6, 0.8])
    expect(ticks(-3, 3, 'linear', 7)).toEqual([-3, -2, -1, 0, 1, 2, 3])
  })

  it('are powers of ten on a log axis, an equal number of decades apart', () => {
    expect(ticks(1e-6, 100, 'log', 5)).toEqual([1e-6, 1e-4, 1e-2, 1, 100])
    expect(ticks(3e-7, 200, 'log', 5)).toEqual([1e-6, 1e-4, 1e-2, 1, 100])
  })

  it('go down to 2 and 5 where a log axis shows less than about two decades', () => {
    expect(ticks(0.04, 0.6, 'log', 6)).toEqual([0.05, 0.1, 0.2, 0.5])
    expect(ticks(0.061, 0.064, 'log', 5)).toEqual([0.061, 0.062, 0.063, 0.064])
  })

  it('are at most as many as wanted on a linear axis, rising, and inside the limits', () => {
    const number = fc.double({ min: -1e12, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(
        number,
        fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (min, width, count) => {
          const max = min + width
          fc.pre((max - min) / Math.max(1, Math.abs(min)) > 1e-6)
          const places = ticks(min, max, 'linear', count)
          expect(places.length).toBeLessThanOrEqual(count)
          const slack = width * 1e-6
          places.forEach((place, index) => {
            expect(place).toBeGreaterThanOrEqual(min - slack)
            expect(place).toBeLessThanOrEqual(max + slack)
            if (index > 0) expect(place).toBeGreaterThan(places[index - 1]!)
          })
        },
      ),
    )
  })
})
