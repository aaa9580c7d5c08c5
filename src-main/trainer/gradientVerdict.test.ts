import { describe, expect, test } from 'vitest'
import { gradientVerdict } from './gradientVerdict'

const exact = { checked: 10, atKink: 0, relativeUncertainty: 1e-10 }
const of = (relativeDifference: number, more = {}) =>
  gradientVerdict({ ...exact, relativeDifference, relativeExcess: relativeDifference, ...more })

describe('gradientVerdict', () => {
  test('changes at its bounds, and a number that is not finite is red', () => {
    const differences = [0, 9.9e-8, 1e-7, 1e-5, 1.1e-5, Number.NaN, Number.POSITIVE_INFINITY]
    expect(differences.map((difference) => of(difference))).toEqual([
      { verdict: 'green', doubt: null },
      { verdict: 'green', doubt: null },
      { verdict: 'amber', doubt: 'difference' },
      { verdict: 'amber', doubt: 'difference' },
      { verdict: 'red', doubt: null },
      { verdict: 'red', doubt: null },
      { verdict: 'red', doubt: null },
    ])
  })

  test('what rounding explains is in doubt, however large; what it does not is red', () => {
    expect(of(0.3, { relativeExcess: 0, relativeUncertainty: 0.5 })).toEqual({ verdict: 'amber', doubt: 'rounding' })
    expect(of(0.3, { relativeExcess: 2e-5, relativeUncertainty: 0.5 })).toEqual({ verdict: 'red', doubt: null })
  })

  test('a small difference is not green where rounding could hide a wrong one', () => {
    const small = { relativeExcess: 0 }
    expect(of(1e-9, { ...small, relativeUncertainty: 1e-5 }).verdict).toBe('green')
    expect(of(1e-9, { ...small, relativeUncertainty: 1.1e-5 })).toEqual({ verdict: 'amber', doubt: 'rounding' })
    expect(of(0, { ...small, relativeUncertainty: Number.POSITIVE_INFINITY }).verdict).toBe('amber')
  })

  test('with every element at a kink nothing was compared, which is no pass', () => {
    expect(of(0, { atKink: 10 })).toEqual({ verdict: 'amber', doubt: 'kinks' })
    expect(of(0, { checked: 1, atKink: 1 })).toEqual({ verdict: 'amber', doubt: 'kinks' })
    expect(of(0, { atKink: 9 }).verdict).toBe('green')
    expect(of(0, { checked: 0 }).verdict).toBe('green')
  })
})
