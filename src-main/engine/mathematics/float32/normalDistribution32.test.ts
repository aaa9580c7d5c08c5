import { expect, test } from 'vitest'
import { errorFunction } from '../errorFunction'
import { fromWord } from './float32Words'
import { normalDistribution32, normalExponential32 } from './normalDistribution32'

const distribution = (x: number): number => normalDistribution32(x, normalExponential32(x))
const exact = (x: number): number => 0.5 * (1 + errorFunction(x * Math.SQRT1_2))

test('is within 2.5·10⁻⁷ of float64 over all exponents and densely where it bends, its tail within 10⁻⁶ of itself', () => {
  let [largest, relative] = [0, 0]
  const look = (x: number): void => {
    if (Number.isNaN(x)) return
    const error = Math.abs(distribution(x) - exact(x))
    largest = Math.max(largest, error)
    if (Math.abs(x) <= 4) relative = Math.max(relative, error / exact(x))
  }
  for (let pattern = 0; pattern < 2 ** 32; pattern += 10_007) look(fromWord(pattern | 0))
  for (let index = -300_000; index <= 300_000; index++) look(Math.fround(index / 20_011))
  expect(largest).toBeLessThan(2.5e-7)
  expect(relative).toBeLessThan(1e-6)
})

test('far tails are those of tables: Abramowitz & Stegun, table 26.2', () => {
  expect(Math.abs(distribution(-5) / 2.866515719e-7 - 1)).toBeLessThan(1e-5)
  expect(Math.abs(distribution(-10) / 7.619853024e-24 - 1)).toBeLessThan(1e-5)
})

test('the ends: NaN stays, −∞ gives 0, +∞ gives 1, and Φ(−x) = 1 − Φ(x) to the bit', () => {
  expect([Number.NaN, -Infinity, Infinity].map(distribution)).toEqual([Number.NaN, 0, 1])
  for (let x = 0.001; x < 20; x *= 1.1) {
    expect(distribution(Math.fround(x))).toBe(Math.fround(1 - distribution(Math.fround(-x))))
  }
})
