import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardGrid } from './cardGrid'

describe('cardGrid', () => {
  it('gives one card the width, no higher than it reads well', () => {
    expect(cardGrid(1, 600, 800)).toEqual({ columns: 1, rowHeight: 720, lastSpan: 1 })
  })

  it('prefers two by two to three in a row where that makes larger cards', () => {
    expect(cardGrid(3, 1140, 1000).columns).toBe(2)
    expect(cardGrid(4, 634, 800)).toEqual({ columns: 2, rowHeight: 375, lastSpan: 1 })
  })

  it('uses every column and scrolls when the cards do not fit', () => {
    expect(cardGrid(40, 1140, 1000)).toEqual({ columns: 3, rowHeight: 320, lastSpan: 3 })
  })

  it('never makes a card lower than can be read, nor a column narrower unless there is only one', () => {
    const pixels = fc.integer({ min: 50, max: 4000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), pixels, pixels, (count, width, height) => {
        const { columns, rowHeight, lastSpan } = cardGrid(count, width, height)
        expect((Math.max(1, count) - 1 + lastSpan) % columns).toBe(0)
        expect(rowHeight).toBeGreaterThanOrEqual(320)
        if (columns > 1) expect((width - 8 * (columns - 1)) / columns).toBeGreaterThanOrEqual(288)
      }),
    )
  })
})
