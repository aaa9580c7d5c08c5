import { expect, it } from 'vitest'
import { z } from '../../src-main/contract/schema'
import { remembered } from './remembered'

it('a value is found again by the next session', () => {
  remembered('width', z.number(), 1).value = 320
  expect(remembered('width', z.number(), 1).value).toBe(320)
})

it('what cannot be read is the fallback', () => {
  localStorage.setItem('width', '{ not JSON')
  expect(remembered('width', z.number(), 7).value).toBe(7)
  localStorage.setItem('width', '"wide"')
  expect(remembered('width', z.number(), 7).value).toBe(7)
})
