import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inRange, nearest } from './inRange'

const column = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 60 })
  .map((values) => Float64Array.from(values).sort())

describe('inRange', () => {
  it('holds every entry of the view and one neighbour on each side', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: -10, max: 510 }), fc.integer({ min: 0, max: 200 }), (x, min, width) => {
        const [begin, end] = inRange(x, { min, max: min + width })
        const inside = [...x.keys()].filter((index) => x[index]! >= min && x[index]! <= min + width)
        for (const index of inside) expect(index >= begin && index < end).toBe(true)
        expect(end - begin).toBeLessThanOrEqual(inside.length + 2)
        if (begin > 0) expect(x[begin]).toBeLessThan(min)
        if (end < x.length) expect(x[end - 1]).toBeGreaterThan(min + width)
      }),
    )
  })
})

describe('nearest', () => {
  it('is the entry that no other is nearer than', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: -10, max: 510 }), (x, place) => {
        const index = nearest(x, place)
        if (x.length === 0) expect(index).toBe(-1)
        else expect(Math.abs(x[index]! - place)).toBe(Math.min(...[...x].map((entry) => Math.abs(entry - place))))
      }),
    )
  })
})
