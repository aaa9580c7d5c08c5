import { expect, test } from 'vitest'
import { centralQuantile } from './studentT'
import { quantiles } from './testdata/samples.json'

const levels = [1e-9, 0.01, 0.5, 0.95, 0.999, 1 - 1e-6]

test.each(quantiles)('of ν = $freedom, $level lies within what SciPy says, to 1e-12', ({ freedom, level, bound }) => {
  expect(Math.abs(centralQuantile(level, freedom) / bound - 1)).toBeLessThan(1e-12)
})

test('ν = 1 is the Cauchy distribution: t = tan(π·A/2), so that half of it lies within 1', () => {
  expect(centralQuantile(0.5, 1)).toBeCloseTo(1, 14)
  for (const level of levels) expect(centralQuantile(level, 1) / Math.tan((Math.PI * level) / 2)).toBeCloseTo(1, 9)
})

test('of ν = 2, t = A·√(2/(1 − A²)), from levels near 0 to levels near 1', () => {
  for (const level of levels)
    expect(centralQuantile(level, 2) / (level * Math.sqrt(2 / (1 - level ** 2)))).toBeCloseTo(1, 9)
})

test('degrees of freedom and levels that are none are refused', () => {
  expect(() => centralQuantile(0.95, 0)).toThrow('degrees of freedom = 0, must be a whole number from 1')
  expect(() => centralQuantile(0.95, 1.5)).toThrow('degrees of freedom = 1.5')
  expect(() => centralQuantile(1, 3)).toThrow('level = 1, must be in (0, 1)')
  expect(() => centralQuantile(0, 3)).toThrow('level = 0, must be in (0, 1)')
})
