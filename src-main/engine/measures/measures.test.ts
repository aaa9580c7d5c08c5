import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areFinite } from './areFinite'
import { orderingKey } from './orderingKey'
import { typescriptMeasures } from './typescriptMeasures'

const { summarise, sumOfSquaredDifferences, sumOfSquares } = typescriptMeasures

test('sums are in eight lanes, added up neighbour by neighbour', () => {
  // 2⁵³ + 1 rounds to 2⁵³ in one lane, and is 2⁵³ + 2 when the ones of lanes 2 and 3 meet first
  const into = { sum: 0, least: 0, largest: 0 }
  summarise(Float64Array.of(2 ** 53, 0, 1, 1), into)
  expect(into).toEqual({ sum: 2 ** 53 + 2, least: 0, largest: 2 ** 53 })
  summarise(Float64Array.of(2 ** 53, 1, 1, 0), into)
  expect(into.sum).toBe(2 ** 53)
  summarise(Float64Array.of(2 ** 53, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1), into)
  expect(into.sum).toBe(2 ** 53)
})

test('squares are those of float64: a float32 whose square is beyond its range has one', () => {
  expect(sumOfSquares(Float32Array.of(2 ** 100, 0))).toBe(2 ** 200)
  expect(sumOfSquaredDifferences(Float32Array.of(3, 1), Float32Array.of(0, 5))).toBe(25)
  expect(sumOfSquares(Float64Array.of(1e200))).toBe(Infinity)
})

test('smallest and largest are NaN where an element is, and know zeros apart', () => {
  const into = { sum: 0, least: 0, largest: 0 }
  summarise(Float32Array.of(1, Number.NaN, 2), into)
  expect(into).toEqual({ sum: Number.NaN, least: Number.NaN, largest: Number.NaN })
  summarise(Float32Array.of(0, -0), into)
  expect(into).toEqual({ sum: 0, least: -0, largest: 0 })
})

test('finite is what is neither NaN nor infinite', () => {
  expect(areFinite(Float32Array.of(3e38, -3e38, 3e38, -0))).toBe(true)
  for (const value of [Number.NaN, Infinity, -Infinity]) expect(areFinite(Float64Array.of(1, value))).toBe(false)
})

test('keys order as numbers do, −0 before +0, and lead back', () => {
  const number = fc.float({ noNaN: true })
  fc.assert(
    fc.property(number, number, (first, second) => {
      const [a, b] = new Int32Array(Float32Array.of(first, second).buffer)
      expect(orderingKey(orderingKey(a!))).toBe(a)
      const comparison = Object.is(first, second)
        ? 0
        : first === second
          ? Object.is(first, -0)
            ? -1
            : 1
          : first - second
      expect(Math.sign(orderingKey(a!) - orderingKey(b!))).toBe(Math.sign(comparison))
    }),
  )
})
