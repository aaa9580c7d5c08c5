import { expect, test } from 'vitest'
import { capitalised } from './capitalised'

test.each([
  ['no step was taken', 'No step was taken'],
  ['éclair', 'Éclair'],
  ['40 rows', '40 rows'],
  ['s', 'S'],
  ['', ''],
])('"%s" begins a sentence as "%s"', (text, expected) => {
  expect(capitalised(text)).toBe(expected)
})
