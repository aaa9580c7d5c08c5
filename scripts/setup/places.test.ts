import { expect, test } from 'vitest'
import { cacheFolder } from './places.mjs'

test('the cache is in $XDG_CACHE_HOME, else in ~/.cache', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, '/home/a')).toBe('/c/second-moment')
  expect(cacheFolder({}, '/home/a')).toBe('/home/a/.cache/second-moment')
})

test('a relative $XDG_CACHE_HOME is ignored, as its specification asks', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: 'c' }, '/home/a')).toBe('/home/a/.cache/second-moment')
})
