import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { windowOfPoints } from './buckets'

// Adding 0 turns −0 into 0, which the order of numbers does not tell apart.
const value = fc.oneof(
  { weight: 4, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
)
const series = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 3 }), value }), { maxLength: 120, size: 'max' })
  .map((points) => {
    let step = 0
    const steps = points.map((point) => {
      step += point.gap
      return step
    })
    return { steps: Float64Array.from(steps), values: Float64Array.from(points.map((point) => point.value + 0)) }
  })
const bound = fc.option(fc.integer({ min: -5, max: 260 }))
const buckets = fc.integer({ min: 1, max: 150 })

/** The points of the window, found without any search or bucket. */
function inside(steps: Float64Array, values: Float64Array, from: number | null, to: number | null) {
  return Array.from(steps, (step, index) => ({ step, value: values[index]! })).filter(
    ({ step }) => (from === null || step >= from) && (to === null || step <= to),
  )
}

describe('a window of points', () => {
  it('keeps every point while there are no more than two to a bucket', () => {
    fc.assert(
      fc.property(series, bound, bound, ({ steps, values }, from, to) => {
        const result = windowOfPoints(steps, values, from, to, 60)
        const points = inside(steps, values, from, to)
        expect(result.isDecimated).toBe(false)
        expect(Array.from(result.steps)).toEqual(points.map(({ step }) => step))
        const expected = points.map(({ value }) => (Number.isFinite(value) ? value : Number.NaN))
        for (const column of [result.low, result.high, result.last]) expect(Array.from(column)).toEqual(expected)
      }),
    )
  })

  it('keeps the smallest, the largest and the last finite value of every bucket', () => {
    fc.assert(
      fc.property(series, bound, bound, buckets, ({ steps, values }, from, to, count) => {
        const result = windowOfPoints(steps, values, from, to, count)
        const points = inside(steps, values, from, to)
        expect(result.isDecimated).toBe(points.length > 2 * count)
        expect(result.steps.length).toBeLessThanOrEqual(result.isDecimated ? count : 2 * count)
        let after = Number.NEGATIVE_INFINITY
        result.steps.forEach((step, row) => {
          const held = points.filter((point) => point.step > after && point.step <= step)
          const finite = held.map(({ value }) => value).filter(Number.isFinite)
          expect(held.length).toBeGreaterThan(0)
          expect(result.low[row]).toBe(finite.length === 0 ? Number.NaN : Math.min(...finite))
          expect(result.high[row]).toBe(finite.length === 0 ? Number.NaN : Math.max(...finite))
          expect(result.last[row]).toBe(finite.at(-1) ?? Number.NaN)
          after = step
        })
        expect(points.every(({ step }) => step <= after)).toBe(true)
      }),
    )
  })

  it('makes buckets as wide as the window divided by their number', () => {
    const steps = Float64Array.from({ length: 1000 }, (_, index) => index)
    const result = windowOfPoints(steps, steps, null, null, 10)
    expect(Array.from(result.steps)).toEqual([99, 199, 299, 399, 499, 599, 699, 799, 899, 999])
    expect(Array.from(result.low)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
  })

  it('lays points into the same buckets as long as the same steps are asked for, however many there are', () => {
    const steps = Float64Array.from({ length: 500 }, (_, index) => index)
    const result = windowOfPoints(steps, steps, 0, 999, 10)
    expect(Array.from(result.steps)).toEqual([99, 199, 299, 399, 499])
  })

  it('counts every point and every value that is not finite, and lists the first 1,000 of those', () => {
    const steps = Float64Array.from({ length: 3000 }, (_, index) => index + 1)
    const values = Float64Array.from(steps, (step) => (step % 2 === 0 ? Number.NaN : step))
    const result = windowOfPoints(steps, values, 11, null, 7)
    expect(result.totalPoints).toBe(2990)
    expect(result.nonFiniteCount).toBe(1495)
    expect(result.nonFiniteSteps).toEqual(Float64Array.from({ length: 1000 }, (_, index) => 12 + 2 * index))
  })

  it('answers an empty window with empty columns', () => {
    const result = windowOfPoints(Float64Array.of(1, 2), Float64Array.of(5, 6), 7, 3, 4)
    expect(result).toMatchObject({ totalPoints: 0, isDecimated: false, nonFiniteCount: 0 })
    expect(result.steps).toHaveLength(0)
  })

  it('refuses columns of different lengths and a number of buckets below 1', () => {
    expect(() => windowOfPoints(new Float64Array(2), new Float64Array(3), null, null, 1)).toThrow('steps has 2 entries')
    expect(() => windowOfPoints(new Float64Array(2), new Float64Array(2), null, null, 0)).toThrow('buckets = 0')
  })
})
