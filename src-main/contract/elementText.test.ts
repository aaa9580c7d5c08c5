import { expect, it } from 'vitest'
import { elementText } from './elementText'

it('an element is named by its place along every axis', () => {
  expect([0, 5, 3].map((index) => elementText(index, [2, 3]))).toEqual(['[0, 0]', '[1, 2]', '[1, 0]'])
  expect(elementText(7, [9])).toBe('[7]')
})
