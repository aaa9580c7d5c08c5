import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median } from './median'

test('an odd number of values has its middle one, an even number the mean of two', () => {
  expect(median([3])).toBe(3)
  expect(median([9, 1, 4])).toBe(4)
  expect(median([9, 1, 4, 2])).toBe(3)
  expect(median(Float64Array.of(1e308, 1.5e308))).toBe(1.25e308)
  expect(() => median([])).toThrow('must be at least one')
})

test('as many values lie above as below, and it lies among them', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
      const middle = median(values)
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2)
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2)
      expect(middle).toBeGreaterThanOrEqual(Math.min(...values))
      expect(middle).toBeLessThanOrEqual(Math.max(...values))
    }),
  )
})
