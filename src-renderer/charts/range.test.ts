import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, panned, zoomed } from './range'

const whole = { min: 0, max: 400 }
const place = fc.double({ min: 0, max: 400, noNaN: true })
const view = fc
  .tuple(place, place)
  .filter(([a, b]) => Math.abs(a - b) > 1)
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))

describe('range', () => {
  it('zooming in keeps the place under the pointer where it is', () => {
    fc.assert(
      fc.property(
        view,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (from, share, factor) => {
          const around = from.min + share * (from.max - from.min)
          const to = zoomed(from, whole, around, factor)!
          expect((around - to.min) / (to.max - to.min)).toBeCloseTo(share, 6)
        },
      ),
    )
  })

  it('never leaves the whole, and zooming out ends in the whole', () => {
    fc.assert(
      fc.property(
        view,
        place,
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.double({ min: -900, max: 900, noNaN: true }),
        (from, around, factor, distance) => {
          for (const to of [
            zoomed(from, whole, around, factor),
            panned(from, whole, distance),
            between(around, distance, whole),
          ]) {
            if (to === null) continue
            expect(to.min).toBeGreaterThanOrEqual(0)
            expect(to.max).toBeLessThanOrEqual(400 + 1e-9)
            expect(to.max).toBeGreaterThan(to.min)
          }
        },
      ),
    )
    expect(zoomed({ min: 100, max: 300 }, whole, 200, 2)).toBeNull()
  })

  it('panning keeps the width, and stops at the ends', () => {
    expect(panned({ min: 100, max: 200 }, whole, 50)).toEqual({ min: 150, max: 250 })
    expect(panned({ min: 100, max: 200 }, whole, 900)).toEqual({ min: 300, max: 400 })
    expect(panned(whole, whole, 50)).toBeNull()
  })

  it('between two places is the same in either order, and nothing when they are one', () => {
    expect(between(30, 10, whole)).toEqual({ min: 10, max: 30 })
    expect(between(30, 30, whole)).toBeNull()
  })
})
