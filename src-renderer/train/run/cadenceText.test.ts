import { expect, test } from 'vitest'
import { cadenceText } from './cadenceText'

test('steps between points are spoken of where they are known, evaluations where there are any', () => {
  expect(cadenceText({ recordEvery: null, evaluateEvery: null })).toBe('')
  expect(cadenceText({ recordEvery: 1, evaluateEvery: null })).toBe('Measured every step')
  expect(cadenceText({ recordEvery: 27, evaluateEvery: 1782 })).toBe(
    'Measured every 27 steps, evaluated every 1,782 steps',
  )
})
