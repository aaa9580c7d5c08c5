import { describe, expect, test } from 'vitest'
import { arePackagesStale } from './packages.mjs'

const lock = (packages: Record<string, object>) => ({ packages: { '': { version: '0.1.0' }, ...packages } })
const vue = { version: '3.5.45', integrity: 'sha512-a' }

describe('packages are stale', () => {
  test('when nothing is installed', () => {
    expect(arePackagesStale(lock({}), undefined)).toBe(true)
  })
  test('when one is missing, of another version or of another content', () => {
    const wanted = lock({ 'node_modules/vue': vue })
    expect(arePackagesStale(wanted, lock({}))).toBe(true)
    expect(arePackagesStale(wanted, lock({ 'node_modules/vue': { ...vue, version: '3.5.44' } }))).toBe(true)
    expect(arePackagesStale(wanted, lock({ 'node_modules/vue': { ...vue, integrity: 'sha512-b' } }))).toBe(true)
  })
})

describe('packages are not stale', () => {
  test('when all are as locked', () => {
    expect(arePackagesStale(lock({ 'node_modules/vue': vue }), lock({ 'node_modules/vue': vue }))).toBe(false)
  })
  test('when only builds for other platforms are missing', () => {
    const wanted = lock({ 'node_modules/cli-win32': { ...vue, optional: true } })
    expect(arePackagesStale(wanted, lock({}))).toBe(false)
  })
})

test('a missing package-lock.json is said, not repaired', () => {
  expect(() => arePackagesStale(undefined, undefined)).toThrow('package-lock.json is missing')
})
