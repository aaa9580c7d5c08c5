import { expect, test } from 'vitest'
import { LabFailure } from '../contract/errors'
import { requireBackend } from './requireBackend'

const none = () => ({ addon: null, reason: 'nobody compiled them' }) as const

test('nothing asked for is the fastest there is, found by the trainer', () => {
  expect(requireBackend(undefined, none)).toBe('native')
})

test('what needs no addon is taken as it is', () => {
  expect([requireBackend('wasm', none), requireBackend('typescript', none)]).toEqual(['wasm', 'typescript'])
})

test('native kernels that are not there are refused, with the reason and what there is', () => {
  expect(() => requireBackend('native', none)).toThrow(LabFailure)
  expect(() => requireBackend('native', none)).toThrow(
    '--backend native: there are no native kernels here, nobody compiled them; there is typescript, wasm',
  )
})
