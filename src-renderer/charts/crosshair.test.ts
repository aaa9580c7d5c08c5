import { describe, expect, it } from 'vitest'
import { crosshairMoved, crosshairReadings } from './crosshair'
import { exampleInput, exampleLine } from './testing/exampleInput'

describe('crosshairReadings', () => {
  const input = exampleInput([exampleLine(1, [5, 4, 3, 2]), exampleLine(2, [9, 8])], { x: { min: 0, max: 4 } })

  it('are the points nearest to the place, of every line that is there', () => {
    expect(crosshairReadings(input, 1.4).map(({ run, x, value }) => [run, x, value])).toEqual([
      [1, 1, 5],
      [2, 1, 9],
    ])
    expect(crosshairReadings(input, 3.6).map(({ run, value }) => [run, value])).toEqual([[1, 2]])
  })

  it('are none before the first point and beyond the last', () => {
    expect(crosshairReadings(input, 0.5)).toEqual([])
    expect(crosshairReadings(exampleInput([]), 1)).toEqual([])
  })
})

describe('crosshairMoved', () => {
  const input = exampleInput([exampleLine(1, [5, 4, 3, 2]), exampleLine(2, [9, 8])], { x: { min: 1, max: 4 } })

  it('goes from point to point of the longest line, and stops at the ends', () => {
    expect(crosshairMoved(input, 2, 1)).toBe(3)
    expect(crosshairMoved(input, 2, -1)).toBe(1)
    expect(crosshairMoved(input, 3, 10)).toBe(4)
  })

  it('starts at the end of the view that it comes from', () => {
    expect(crosshairMoved(input, null, 1)).toBe(1)
    expect(crosshairMoved(input, null, -1)).toBe(4)
    expect(crosshairMoved(exampleInput([]), null, 1)).toBeNull()
  })
})
