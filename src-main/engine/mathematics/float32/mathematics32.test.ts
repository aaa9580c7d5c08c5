import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unitsApart } from '../../testing/unitsApart'
import { sigmoid } from '../sigmoid'
import { exponential32 } from './exponential32'
import { fromWord, wordOf } from './float32Words'
import { hyperbolicTangent32 } from './hyperbolicTangent32'
import { logarithm32, logarithmOnePlus32 } from './logarithm32'
import { sigmoid32 } from './sigmoid32'

/** Values by mpmath with 1,400 bits. */
const exact = JSON.parse(readFileSync(new URL('../../testdata/mathematics.json', import.meta.url), 'utf8'))

const functions = [
  { name: 'exponential', ours: exponential32, reference: Math.exp, units: 1 },
  { name: 'logarithm', ours: logarithm32, reference: Math.log, units: 1 },
  { name: 'logarithmOnePlus', ours: logarithmOnePlus32, reference: Math.log1p, units: 1 },
  { name: 'hyperbolicTangent', ours: hyperbolicTangent32, reference: Math.tanh, units: 2 },
  { name: 'sigmoid', ours: sigmoid32, reference: sigmoid, units: 2 },
]

describe.each(functions)('$name in float32', ({ name, ours, reference, units }) => {
  test(`is within ${units} units in the last place of the exact value wherever that is known`, () => {
    // arguments that are no float32 would be another argument
    const rows: [number, number][] = (exact[name] ?? []).filter(([x]: [number, number]) => Math.fround(x) === x)
    for (const [x, y] of rows) expect([x, unitsApart(ours(x), Math.fround(y)) <= units]).toEqual([x, true])
  })

  test(`is within ${units} units of float64 over all exponents, and densely where it bends`, () => {
    let largest = 0
    let worst = 0
    const look = (x: number): void => {
      const apart = unitsApart(ours(x), Math.fround(reference(x)))
      if (apart > largest) {
        largest = apart
        worst = x
      }
    }
    for (let pattern = 0; pattern < 2 ** 32; pattern += 10_007) look(fromWord(pattern | 0))
    for (let index = -400_000; index <= 400_000; index++) look(Math.fround(index / 16_411))
    expect([worst, largest <= units]).toEqual([worst, true])
  })

  test('gives a float32 for every float32', () => {
    fc.assert(fc.property(fc.float(), (x) => Object.is(ours(x), Math.fround(ours(x)))))
  })

  test('special values are those of the function', () => {
    for (const x of [0, -0, Infinity, -Infinity, Number.NaN, 1.401298464324817e-45, -1.401298464324817e-45]) {
      expect([x, ours(x)]).toEqual([x, Math.fround(reference(x))])
    }
  })
})

test('the ends of the exponential: largest finite, first infinite, last denormal, first zero', () => {
  expect(exponential32(Math.fround(88.72283))).toBeLessThan(Infinity)
  expect(exponential32(Math.fround(88.72284))).toBe(Infinity)
  expect(exponential32(Math.fround(-103.97))).toBe(1.401298464324817e-45)
  expect(exponential32(Math.fround(-104))).toBe(0)
})

test('hyperbolic tangent is odd, and the two sigmoids of ±x add up to one as float32 can', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (x) => {
      expect(Object.is(hyperbolicTangent32(-x), -hyperbolicTangent32(x))).toBe(true)
      expect(Math.abs(sigmoid32(x) + sigmoid32(-x) - 1)).toBeLessThan(2 ** -22)
    }),
  )
})

test('every function gives the bits that this engine version stands for', () => {
  // when this changes on purpose, engineVersion rises
  let hash = 0x811c9dc5
  const absorb = (value: number) => {
    // the bits of a NaN are the machine's own
    hash = Math.imul(hash ^ (Number.isNaN(value) ? 0 : wordOf(value)), 0x01000193)
  }
  for (let pattern = 0; pattern < 2 ** 32; pattern += 65_537)
    for (const { ours } of functions) absorb(ours(fromWord(pattern | 0)))
  for (let index = -4000; index <= 4000; index++) for (const { ours } of functions) absorb(ours(index / 256))
  expect(hash >>> 0).toBe(1632796686)
})
