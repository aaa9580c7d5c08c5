import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unitsInTheLastPlace } from '../testing/unitsInTheLastPlace'
import { errorFunction } from './errorFunction'
import { softplus } from './softplus'

const reference = JSON.parse(readFileSync(new URL('../testdata/errorFunction.json', import.meta.url), 'utf8'))
const reals = fc.double({ min: -10, max: 10, noNaN: true })

function largestError(ours: (x: number) => number, rows: [number, number][]): number {
  return rows.reduce((largest, [x, exact]) => Math.max(largest, unitsInTheLastPlace(ours(x), exact)), 0)
}

describe('errorFunction', () => {
  test('is within one unit in the last place of the exact value', () => {
    expect(reference.errorFunction.length).toBeGreaterThan(300)
    expect(largestError(errorFunction, reference.errorFunction)).toBeLessThanOrEqual(1)
  })

  test('is odd, bounded by 1 and rising', () => {
    fc.assert(
      fc.property(reals, reals, (x, y) => {
        expect(errorFunction(-x)).toBe(-errorFunction(x))
        expect(Math.abs(errorFunction(x))).toBeLessThanOrEqual(1)
        if (x < y) expect(errorFunction(x)).toBeLessThanOrEqual(errorFunction(y))
      }),
    )
  })

  test('keeps NaN and signed zeros, and saturates', () => {
    expect([NaN, 0, -0, Infinity, -Infinity, 6, -6].map(errorFunction)).toEqual([NaN, 0, -0, 1, -1, 1, -1])
    expect(errorFunction(5e-324)).toBe(5e-324)
  })
})

describe('softplus', () => {
  test('is within two units in the last place of the exact value', () => {
    expect(reference.softplus.length).toBeGreaterThan(140)
    expect(largestError(softplus, reference.softplus)).toBeLessThanOrEqual(2)
  })

  test('softplus(x) − softplus(−x) = x, and nothing overflows', () => {
    fc.assert(
      fc.property(reals, (x) => {
        expect(Math.abs(softplus(x) - softplus(-x) - x)).toBeLessThan(4e-15)
      }),
    )
    expect([NaN, Infinity, -Infinity, 1e308, -1e308].map(softplus)).toEqual([NaN, Infinity, 0, 1e308, 0])
  })
})

test('both give the bits that this engine version stands for', () => {
  // when this changes on purpose, engineVersion rises
  let hash = 0x811c9dc5
  const bytes = new Uint8Array(8)
  const real = new DataView(bytes.buffer)
  for (let index = -4000; index <= 4000; index++) {
    for (const ours of [errorFunction, softplus]) {
      real.setFloat64(0, ours(index / 512), true)
      for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
    }
  }
  expect(hash >>> 0).toBe(3019865888)
})
