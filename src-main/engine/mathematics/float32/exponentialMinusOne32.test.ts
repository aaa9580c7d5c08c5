import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unitsApart } from '../../testing/unitsApart'
import { exponentialMinusOne32 } from './exponentialMinusOne32'
import { fromWord } from './float32Words'

/** Values by mpmath with 1,400 bits. */
const exact: { exponentialMinusOne: [number, number][] } = JSON.parse(
  readFileSync(new URL('../../testdata/mathematics.json', import.meta.url), 'utf8'),
)

test('is within 2 units in the last place of the exact value wherever that is known', () => {
  // the slope is 1 or less: the error of rounding x adds one unit at most where the result is smaller than x
  const rows = exact.exponentialMinusOne.filter(([x]) => x <= 0)
  expect(rows.length).toBeGreaterThan(40)
  for (const [x, y] of rows)
    expect([x, unitsApart(exponentialMinusOne32(Math.fround(x)), Math.fround(y)) <= 3]).toEqual([x, true])
})

test('is within 2 units of float64 over all exponents, and densely where it bends', () => {
  let largest = 0
  const look = (x: number): void => {
    if (!(x <= 0)) return
    largest = Math.max(largest, unitsApart(exponentialMinusOne32(x), Math.fround(Math.expm1(x))))
  }
  for (let pattern = 0; pattern < 2 ** 32; pattern += 10_007) look(fromWord(pattern | 0))
  for (let index = -400_000; index <= 0; index++) look(Math.fround(index / 16_411))
  expect(largest).toBeLessThanOrEqual(2)
})

test('its ends: NaN, zeros, −∞ and everything near it', () => {
  expect([Number.NaN, 0, -0, -18, -1e30, -Infinity].map(exponentialMinusOne32)).toEqual([Number.NaN, 0, 0, -1, -1, -1])
})
