import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unitsInTheLastPlace } from '../testing/unitsInTheLastPlace'
import { exponential } from './exponential'
import { exponentialMinusOne } from './exponentialMinusOne'
import { hyperbolicTangent } from './hyperbolicTangent'
import { integerPower } from './integerPower'
import { logarithm, logarithmOnePlus } from './logarithm'
import { power } from './power'
import { cosine, sine } from './sine'

const INFINITY = Number.POSITIVE_INFINITY
const reference = JSON.parse(readFileSync(new URL('../testdata/mathematics.json', import.meta.url), 'utf8'))

const functions = [
  { name: 'exponential', ours: exponential, platform: Math.exp },
  { name: 'exponentialMinusOne', ours: exponentialMinusOne, platform: Math.expm1 },
  { name: 'logarithm', ours: logarithm, platform: Math.log },
  { name: 'logarithmOnePlus', ours: logarithmOnePlus, platform: Math.log1p },
  { name: 'hyperbolicTangent', ours: hyperbolicTangent, platform: Math.tanh },
  { name: 'sine', ours: sine, platform: Math.sin },
  { name: 'cosine', ours: cosine, platform: Math.cos },
]

describe.each(functions)('$name', ({ name, ours, platform }) => {
  const rows: [number, number][] = reference[name]

  test('is within one unit in the last place of the exact value (tanh: two)', () => {
    expect(rows.length).toBeGreaterThan(100)
    let largest = 0
    for (const [x, exact] of rows) largest = Math.max(largest, unitsInTheLastPlace(ours(x), exact))
    expect(largest).toBeLessThanOrEqual(name === 'hyperbolicTangent' ? 2 : 1)
  })

  test('is within two units of the platform on every float64, special values included', () => {
    const agrees = (x: number) => unitsInTheLastPlace(ours(x), platform(x)) <= 2
    fc.assert(fc.property(fc.double(), agrees), { numRuns: 5000 })
    fc.assert(fc.property(fc.double({ min: -40, max: 40 }), agrees), { numRuns: 5000 })
    for (const x of [0, -0, 1, -1, INFINITY, -INFINITY, Number.NaN, 5e-324, -5e-324, 2.2e-308, 709.79, -745.2, 1e308]) {
      expect([x, agrees(x)]).toEqual([x, true])
    }
  })

  test('keeps the sign of zero where the function passes through it', () => {
    expect(Object.is(ours(0), platform(0))).toBe(true)
    expect(Object.is(ours(-0), platform(-0))).toBe(true)
  })
})

describe('power', () => {
  test('is within one unit in the last place of the exact value', () => {
    const rows: [number, number, number][] = reference.power
    let largest = 0
    for (const [x, y, exact] of rows) largest = Math.max(largest, unitsInTheLastPlace(power(x, y), exact))
    expect(rows.length).toBeGreaterThan(500)
    expect(largest).toBeLessThanOrEqual(1)
  })

  test('special values are those of ECMAScript', () => {
    const special = [
      0,
      -0,
      1,
      -1,
      2,
      -2,
      3,
      0.5,
      -0.5,
      INFINITY,
      -INFINITY,
      Number.NaN,
      1e300,
      -1e300,
      5e-324,
      2 ** 53 + 2,
      -3,
    ]
    const different = special.flatMap((x) =>
      // biome-ignore lint/style/useExponentiationOperator: the law compares two functions
      special.filter((y) => unitsInTheLastPlace(power(x, y), Math.pow(x, y)) > 1).map((y) => [x, y]),
    )
    expect(different).toEqual([])
  })

  test('exponents 1, −1, 2 and ½ are exactly x, 1/x, x·x and √x', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        expect([power(x, 1), power(x, -1), power(x, 2)]).toEqual([x, 1 / x, x * x])
        if (x > 0) expect(power(x, 0.5)).toBe(Math.sqrt(x))
      }),
    )
  })

  test('powers of two are exact over the whole range, overflow and underflow included', () => {
    let exact = 5e-324
    for (let n = -1074; n <= 1023; n++, exact *= 2) expect(power(2, n)).toBe(exact)
    expect(power(2, 1024)).toBe(INFINITY)
    expect(power(2, -1076)).toBe(0)
  })
})

describe('integerPower', () => {
  test('is a product for 2, 3 and 4, and power for all others', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e60, max: 1e60 }), fc.integer({ min: -400, max: 400 }), (x, n) => {
        const products: Record<number, number> = { 2: x * x, 3: x * x * x, 4: x * x * (x * x) }
        expect(integerPower(x, n)).toBe(products[n] ?? power(x, n))
      }),
    )
  })

  test.each([0.5, Number.NaN, INFINITY, 2 ** 53])('n = %s is refused', (n) => {
    expect(() => integerPower(2, n)).toThrow(`n = ${n}, must be an integer`)
  })
})

test('every function gives the bits that this engine version stands for', () => {
  // when this changes on purpose, engineVersion rises
  let hash = 0x811c9dc5
  const word = new Uint8Array(8)
  const real = new DataView(word.buffer)
  const absorb = (value: number) => {
    // the bits of a NaN are the machine's own
    real.setFloat64(0, Number.isNaN(value) ? 0 : value, true)
    for (const byte of word) hash = Math.imul(hash ^ byte, 0x01000193)
  }
  for (const { name, ours } of functions) for (const [x] of reference[name]) absorb(ours(x))
  for (const [x, y] of reference.power) absorb(power(x, y))
  for (let index = -4000; index <= 4000; index++) for (const { ours } of functions) absorb(ours(index / 256))
  expect(hash >>> 0).toBe(1132424889)
})
