import { expect, test } from 'vitest'
import { isCompilationNeeded } from './sqliteAddon.mjs'

test('the shipped addon is kept where every runtime has Node-API 10 or newer', () => {
  expect(isCompilationNeeded([10])).toBe(false)
  expect(isCompilationNeeded([10, 11])).toBe(false)
})

test('one older runtime is enough to compile', () => {
  expect(isCompilationNeeded([9])).toBe(true)
  expect(isCompilationNeeded([10, 9])).toBe(true)
})
