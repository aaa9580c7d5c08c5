import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PlotArea, pixelToX, pixelToY, xToPixel, yToPixel } from './plotArea'

const area: PlotArea = {
  left: 50,
  right: 250,
  top: 10,
  bottom: 110,
  x: { min: 0, max: 400 },
  y: { min: 0.01, max: 100 },
  scale: 'log',
}

describe('plotArea', () => {
  it('puts equal ratios at equal distances on a log axis, and equal differences on a linear one', () => {
    expect([0.01, 0.1, 1, 100].map((value) => yToPixel(area, value))).toEqual([110, 85, 60, 10])
    expect([0, 50, 100].map((value) => yToPixel({ ...area, scale: 'linear', y: { min: 0, max: 100 } }, value))).toEqual(
      [110, 60, 10],
    )
    expect([0, 100, 400].map((place) => xToPixel(area, place))).toEqual([50, 100, 250])
  })

  it('has no place for what the axis cannot show', () => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(yToPixel(area, value)).toBeNaN()
    expect(yToPixel({ ...area, scale: 'linear' }, Number.NEGATIVE_INFINITY)).toBeNaN()
  })

  it('goes back to where it came from', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 50, max: 250, noNaN: true }),
        fc.constantFrom('log' as const, 'linear' as const),
        (pixel, scale) => {
          const on = { ...area, scale }
          expect(xToPixel(on, pixelToX(on, pixel))).toBeCloseTo(pixel, 9)
          expect(yToPixel(on, pixelToY(on, pixel / 2))).toBeCloseTo(pixel / 2, 6)
        },
      ),
    )
  })
})
