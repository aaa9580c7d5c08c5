import { expect, test } from 'vitest'
import { labelled } from './labelled'

test('a value follows its label, and two numbers never run together', () => {
  expect(labelled('Adam', 96)).toBe('Adam 96')
  expect(labelled('seed 12', 89)).toBe('seed 12: 89')
  expect(labelled('α = 0.041', '1e8')).toBe('α = 0.041: 1e8')
})
