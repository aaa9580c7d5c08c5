import { describe, expect, it } from 'vitest'
import { placeText, placeTick, valueText, valueTick } from './axisText'

const y = { min: 1e-6, max: 100, outside: 0, nonPositive: 0 }

describe('texts of the axes', () => {
  it('are powers of ten on a log axis of many decades, plain numbers on a short one', () => {
    const log = { scale: 'log', number: 'plain', y } as const
    expect([1e-4, 1, 100].map((value) => valueTick(value, log))).toEqual(['1e-4', '1e0', '1e2'])
    expect([0.2, 0.5, 1].map((value) => valueTick(value, { ...log, y: { ...y, min: 0.1, max: 2 } }))).toEqual([
      '0.2',
      '0.5',
      '1',
    ])
  })

  it('are per cent for a share', () => {
    expect(valueTick(0.925, { scale: 'linear', number: 'percent', y })).toBe('92.5 %')
    expect(valueText(0.97125, { number: 'percent' })).toBe('97.13 %')
    expect(valueText(Number.NaN, { number: 'percent' })).toBe('NaN')
  })

  it('shorten large steps', () => {
    expect([0, 0.3, 500, 15_000, 2_500_000].map(placeTick)).toEqual(['0', '0.3', '500', '15k', '2.5M'])
  })

  it('name a place by the axis it is on', () => {
    expect(placeText(1204, 'step')).toBe('step 1,204')
    expect(placeText(1.4251, 'epoch')).toBe('epoch 1.43')
    expect(placeText(12.4, 'time')).toBe('12.4 s')
  })
})
