import { expect, test } from 'vitest'
import { InvariantError } from '../contract/assertNever'
import { numberIn } from './numberIn'

test('a number among the settings is given as it is; what is no number, or is not there, is a defect', () => {
  expect(numberIn({ beta1: -0 }, 'beta1')).toBe(-0)
  expect(() => numberIn({ beta1: 0.9 }, 'beta2')).toThrow(
    new InvariantError('settings.beta2 = undefined, must be a number'),
  )
  expect(() => numberIn({ nesterov: true }, 'nesterov')).toThrow('settings.nesterov = true, must be a number')
})
