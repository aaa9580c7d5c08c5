import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sketch } from '../../src-main/contract/sketch'
import { sketchCaption, sketchLayout } from './sketchLayout'

function sketchOf(values: readonly number[], changes: Partial<Sketch> = {}): Sketch {
  return {
    title: 'Learning rate',
    xTitle: 'step',
    yTitle: 'α',
    style: 'line',
    x: values.map((_, index) => index + 1),
    low: [...values],
    high: [...values],
    note: '',
    ...changes,
  }
}

const coordinates = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
const decay = Array.from({ length: 100 }, (_, index) => 0.1 * 0.9 ** index)

describe('sketchLayout', () => {
  it('takes a log axis for values that would lie on the ground of a linear one', () => {
    expect(sketchLayout(sketchOf(decay), 320, 112).scale).toBe('log')
    expect(sketchLayout(sketchOf([0.1, 0.08, 0.05, 0.02, 0]), 320, 112).scale).toBe('linear')
    expect(sketchLayout(sketchOf([0.016, 0.2, 0.4, 0.3, 0.1, 1e-6]), 320, 112).scale).toBe('linear')
  })

  it('a linear axis begins at 0', () => {
    expect(sketchLayout(sketchOf([0.5, 0.4, 0.3]), 320, 112).area.y.min).toBe(0)
  })

  it('everything lies inside the picture, whatever the values', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(
        values,
        fc.constantFrom('line', 'points', 'range'),
        fc.integer({ min: 80, max: 900 }),
        (given, style, width) => {
          const sketch = sketchOf(given, { style, low: given.map((value) => value / 2) })
          const { line, ground, points, xTicks, yTicks } = sketchLayout(sketch, width, 112)
          for (const path of [line, ground]) {
            coordinates(path).forEach((value, index) => {
              expect(value >= 0 && value <= (index % 2 === 0 ? width : 112)).toBe(true)
            })
          }
          for (const { x, y } of points) expect(x >= 0 && x <= width && y >= 0 && y <= 112).toBe(true)
          for (const { at } of xTicks) expect(at >= 0 && at <= width).toBe(true)
          for (const { at } of yTicks) expect(at >= 0 && at <= 112).toBe(true)
        },
      ),
    )
  })

  it('a stretch of several values is a stroke through both ends', () => {
    const { line, area } = sketchLayout(sketchOf([1, 1, 1], { low: [1, 0, 1] }), 320, 112)
    expect(coordinates(line).filter((_, index) => index % 2 === 1)).toContain(area.bottom)
    expect(line.match(/[ML]/g)).toHaveLength(4)
  })

  it('a range has two edges and the ground between them', () => {
    const { line, ground } = sketchLayout(sketchOf([1, 1, 1], { style: 'range', low: [1, 0.5, 0.1] }), 320, 112)
    expect(line.match(/M/g)).toHaveLength(2)
    expect(ground.endsWith('Z')).toBe(true)
    expect(ground.match(/[ML]/g)).toHaveLength(6)
  })

  it('one step, or values that are all 0, are drawn too', () => {
    expect(coordinates(sketchLayout(sketchOf([0.1]), 320, 112).line).every(Number.isFinite)).toBe(true)
    expect(coordinates(sketchLayout(sketchOf([0, 0]), 320, 112).line).every(Number.isFinite)).toBe(true)
  })
})

describe('sketchCaption', () => {
  it.each([
    [sketchOf([0.1, 0.05, 0]), '0.1 at first, 0 at the end.'],
    [sketchOf([0.016, 0.4, 0.1, 0.000002]), '0.016 at first, 0.4 at step 2, 2e-6 at the end.'],
    [
      sketchOf([1, 0.1, 0.001], { style: 'points', xTitle: 'direction', yTitle: 'λ' }),
      '3 directions, λ from 1 down to 0.001.',
    ],
    [
      sketchOf([0.1, 0.1], { style: 'range', low: [0.1, 0.01], note: 'Bounds.' }),
      '0.1 at first, 0.01 or more at the end. Bounds.',
    ],
    [sketchOf([]), ''],
  ])('is computed from the values %#', (sketch, words) => {
    expect(sketchCaption(sketch)).toBe(words)
  })
})
