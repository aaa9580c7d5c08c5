import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mean, standardDeviation } from './moments'
import { samples } from './testdata/samples.json'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const sample = fc.array(finite, { minLength: 2, maxLength: 12 })

test.each(samples)('mean and standard deviation of $name agree with exact fractions to 1e-14', (given) => {
  expect(Math.abs(mean(given.values) / given.mean - 1)).toBeLessThan(1e-14)
  expect(Math.abs(standardDeviation(given.values)! / given.standardDeviation - 1)).toBeLessThan(1e-14)
})

test('a worked example: 2, 4, 4, 4, 5, 5, 7, 9 has mean 5 and squares 32', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9]
  expect(mean(values)).toBe(5)
  expect(standardDeviation(values)).toBe(Math.sqrt(32 / 7))
})

test('equal values have that mean and no deviation, bit for bit', () => {
  fc.assert(
    fc.property(finite, fc.integer({ min: 2, max: 30 }), (value, count) => {
      const values = Array.from({ length: count }, () => value)
      expect(mean(values)).toBe(value + 0)
      expect(standardDeviation(values)).toBe(0)
    }),
  )
})

test('the mean lies within the values, whatever their size', () => {
  fc.assert(
    fc.property(sample, (values) => {
      expect(mean(values)).toBeGreaterThanOrEqual(Math.min(...values))
      expect(mean(values)).toBeLessThanOrEqual(Math.max(...values))
      expect(standardDeviation(values)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('scaling by a power of two scales both and changes no other bit', () => {
  const [values] = samples.map((given) => given.values)
  const scaled = values!.map((value) => value * 2 ** 900)
  expect(mean(scaled)).toBe(mean(values!) * 2 ** 900)
  expect(standardDeviation(scaled)).toBe(standardDeviation(values!)! * 2 ** 900)
})

test('a single value has no deviation to speak of; none, and values that are not finite, are refused', () => {
  expect([mean([3]), standardDeviation([3])]).toEqual([3, null])
  expect(() => mean([])).toThrow('values = none')
  expect(() => standardDeviation([])).toThrow('values = none')
  expect(() => mean([1, Number.NaN])).toThrow('values[1] = NaN, must be finite')
})
