import { describe, expect, test } from 'vitest'
import { allocateReals } from './precision'

describe('allocateReals', () => {
  test('gives zeros of the asked precision and length', () => {
    expect(allocateReals('float32', 3)).toEqual(new Float32Array(3))
    expect(allocateReals('float64', 0)).toEqual(new Float64Array(0))
  })

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses length %s and names it', (length) => {
    expect(() => allocateReals('float64', length)).toThrow(`length = ${length}, must be an integer ≥ 0`)
  })

  test('refuses an unknown precision', () => {
    // @ts-expect-error: not one of the two
    expect(() => allocateReals('float16', 1)).toThrow('precision = float16, must be float32 or float64')
  })
})
