import { expect, test } from 'vitest'
import { centralProbability, centralQuantile } from './studentT'
import { quantiles } from './testdata/samples.json'

test.each(quantiles)('of ν = $freedom, $level lies within what SciPy says, to 1e-12', ({ freedom, level, bound }) => {
  expect(Math.abs(centralQuantile(level, freedom) / bound - 1)).toBeLessThan(1e-12)
  expect(centralProbability(bound, freedom)).toBeCloseTo(level, 12)
})

test('ν = 1 is the Cauchy distribution: half of it lies within 1', () => {
  expect(centralQuantile(0.5, 1)).toBeCloseTo(1, 14)
  expect(centralProbability(1, 1)).toBeCloseTo(0.5, 14)
})

test('nothing lies within 0, and all within infinity', () => {
  for (const freedom of [1, 2, 3, 10]) {
    expect(centralProbability(0, freedom)).toBe(0)
    expect(centralProbability(Number.POSITIVE_INFINITY, freedom)).toBeCloseTo(1, 12)
  }
})

test('degrees of freedom and levels that are none are refused', () => {
  expect(() => centralQuantile(0.95, 0)).toThrow('degrees of freedom = 0, must be a whole number from 1')
  expect(() => centralQuantile(0.95, 1.5)).toThrow('degrees of freedom = 1.5')
  expect(() => centralQuantile(1, 3)).toThrow('level = 1, must be in (0, 1)')
  expect(() => centralProbability(-1, 3)).toThrow('t = -1, must be at least 0')
})
