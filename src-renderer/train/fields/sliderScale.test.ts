import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IntegerField, integer, type RealField, real } from '../../../src-main/contract/field'
import { isWithin } from '../../../src-main/contract/fieldText'
import { type SliderScale, sliderPosition, sliderScale, sliderValue } from './sliderScale'

const learningRate = real({ default: 1e-3, above: 0, scale: 'log' })
const beta2 = real({ default: 0.9, min: 0, below: 1 })

function scaleOf(field: RealField | IntegerField): SliderScale {
  const scale = sliderScale(field)
  if (scale === undefined) throw new Error('the field has no slider')
  return scale
}

const fields = fc.oneof(
  fc.record({ low: fc.double({ min: -50, max: 50, noNaN: true }), width: fc.double({ min: 0.01, max: 1e4, noNaN: true }) })
    .chain(({ low, width }) =>
      fc.constantFrom(
        real({ min: low, max: low + width }),
        real({ above: low, below: low + width }),
        real({ min: low, below: low + width }),
      ),
    ),
  fc.double({ min: 1e-9, max: 1e3, noNaN: true }).chain((start) =>
    fc.constantFrom(
      real({ above: 0, default: start, scale: 'log' }),
      real({ min: start, max: start * 1e3, scale: 'log' }),
      real({ above: start, below: start * 1e3, scale: 'log' }),
    ),
  ),
  fc.integer({ min: 1, max: 40 }).chain((low) =>
    fc.constantFrom(integer({ min: low, max: low + 900 }), integer({ min: low, max: 1e9, scale: 'log' })),
  ),
)

describe('sliderScale', () => {
  it('every position proposes a value inside the bounds, whole for a whole-number field', () => {
    fc.assert(
      fc.property(fields, fc.double({ min: 0, max: 1, noNaN: true }), (field, position) => {
        const value = sliderValue(field, scaleOf(field), position)
        expect(isWithin(value, field)).toBe(true)
        if (field.type === 'integer') expect(Number.isInteger(value)).toBe(true)
      }),
    )
  })

  it('a higher position never proposes a smaller value', () => {
    const position = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fields, position, position, (field, a, b) => {
        const scale = scaleOf(field)
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(sliderValue(field, scale, low)).toBeLessThanOrEqual(sliderValue(field, scale, high))
      }),
    )
  })

  it('the slider stands where its proposal is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (position) => {
        for (const field of [learningRate, beta2]) {
          const scale = scaleOf(field)
          const back = sliderPosition(scale, sliderValue(field, scale, position))
          expect(Math.abs(back - position)).toBeLessThan(0.005)
        }
      }),
    )
  })

  it('proposes numbers a person would type', () => {
    expect(sliderValue(learningRate, scaleOf(learningRate), 0.5)).toBe(1e-3)
    expect(sliderValue(beta2, scaleOf(beta2), 0.9)).toBe(0.899)
    expect(sliderValue(beta2, scaleOf(beta2), 1)).toBe(0.999)
    expect(sliderValue(beta2, scaleOf(beta2), 0)).toBe(0)
  })

  it('a log field reaches four decades from its default where it has no bound', () => {
    expect(scaleOf(learningRate)).toMatchObject({ low: 1e-7, high: 10, isLog: true })
  })

  it('a value outside the scale stands at the nearer end', () => {
    expect(sliderPosition(scaleOf(learningRate), 500)).toBe(1)
    expect(sliderPosition(scaleOf(learningRate), 0)).toBe(0)
    expect(sliderPosition(scaleOf(beta2), Number.NaN)).toBe(0)
  })

  it('a field that is open on a side, or far too wide, has no slider', () => {
    expect(sliderScale(real({ min: 0 }))).toBeUndefined()
    expect(sliderScale(integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))).toBeUndefined()
  })
})
