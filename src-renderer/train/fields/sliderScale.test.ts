import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integer, real } from '../../../src-main/contract/field'
import { isWithin } from '../../../src-main/contract/fieldText'
import { sliderScale } from './sliderScale'

const linear = fc.record({
  low: fc.double({ min: -50, max: 50, noNaN: true }),
  width: fc.double({ min: 0.01, max: 1e3, noNaN: true }),
})
const fields = fc.oneof(
  linear.chain(({ low, width }) =>
    fc.constantFrom(
      real({ min: low, max: low + width }),
      real({ above: low, below: low + width }),
      real({ min: low, below: low + width }),
    ),
  ),
  fc
    .double({ min: 1e-9, max: 1e3, noNaN: true })
    .chain((start) =>
      fc.constantFrom(
        real({ above: 0, default: start, scale: 'log' }),
        real({ min: start, max: start * 1e3, scale: 'log' }),
        real({ above: start, below: start * 1e3, scale: 'log' }),
      ),
    ),
  fc
    .integer({ min: 1, max: 40 })
    .chain((low) =>
      fc.constantFrom(
        integer({ min: low, max: low + 900 }),
        integer({ above: low, below: low + 900 }),
        integer({ min: low, max: 1e9, scale: 'log' }),
        integer({ above: low, scale: 'log' }),
      ),
    ),
)

describe('sliderScale', () => {
  it('both ends are allowed by the bounds, and whole for a whole-number field', () => {
    fc.assert(
      fc.property(fields, (field) => {
        const scale = sliderScale(field)
        for (const end of [scale?.min, scale?.max]) {
          expect(isWithin(end ?? Number.NaN, field)).toBe(true)
          if (field.type === 'integer') expect(Number.isInteger(end)).toBe(true)
        }
      }),
    )
  })

  it('an included bound is reached, an excluded one is not', () => {
    expect(sliderScale(real({ default: 0.9, min: 0, below: 1 }))).toEqual({ min: 0, max: 0.999, scale: 'linear' })
    expect(sliderScale(integer({ above: 0, below: 10 }))).toEqual({ min: 1, max: 9, scale: 'linear' })
  })

  it('a log field reaches at most four decades from its default, and never past a bound', () => {
    expect(sliderScale(real({ default: 1e-3, above: 0, scale: 'log' }))).toEqual({ min: 1e-7, max: 10, scale: 'log' })
    expect(sliderScale(real({ default: 1e-3, above: 0, max: 1e6, scale: 'log' }))?.max).toBe(10)
    expect(sliderScale(real({ default: 1e-3, above: 0, max: 1, scale: 'log' }))?.max).toBe(1)
    expect(sliderScale(integer({ default: 32, min: 1, scale: 'log' }))).toMatchObject({ min: 1, max: 320_000 })
  })

  it('a field that is open on a side, or too wide to aim in, has no slider', () => {
    expect(sliderScale(real({ min: 0 }))).toBeUndefined()
    expect(sliderScale(integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))).toBeUndefined()
  })
})
