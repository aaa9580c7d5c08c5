import { expect, test } from 'vitest'
import { samples } from './testdata/samples.json'
import { tInterval } from './tInterval'

test.each(samples)('the 95 % interval of $name agrees with SciPy', ({ values, standardDeviation, interval }) => {
  const { low, high } = tInterval(values)!
  // of the width, since a bound may lie close to 0
  expect(Math.abs(low - interval[0]!) / standardDeviation).toBeLessThan(1e-10)
  expect(Math.abs(high - interval[1]!) / standardDeviation).toBeLessThan(1e-10)
})

test('equal values have an interval without width', () => {
  expect(tInterval([0.1, 0.1, 0.1])).toEqual({ low: 0.1, high: 0.1 })
})

test('a single value has no interval', () => {
  expect(tInterval([0.1])).toBeNull()
})

test('a higher level is wider', () => {
  const wide = tInterval([1, 2, 4], 0.99)!
  const narrow = tInterval([1, 2, 4], 0.9)!
  expect(wide.low).toBeLessThan(narrow.low)
  expect(wide.high).toBeGreaterThan(narrow.high)
})
