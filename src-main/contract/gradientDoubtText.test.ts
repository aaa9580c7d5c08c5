import { expect, it } from 'vitest'
import { gradientDoubtText } from './gradientDoubtText'

it('a loss too coarse to tell is named with how exactly it is known', () => {
  expect(gradientDoubtText('rounding', 1.05e17)).toBe(
    'The loss of 1.1e17 is known to ε·|loss| = 23 only, too coarse for a gradient as small as this beside it. Scaling the targets helps.',
  )
  expect(gradientDoubtText('rounding', 0.398)).toContain('The loss of 0.4 is known to ε·|loss| = 8.8e-17 only')
})
