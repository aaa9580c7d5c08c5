import { expect, test } from 'vitest'
import { backendShortfall } from './prepareRun'

const none = { addon: null, reason: 'nobody compiled them' } as const

test('float64 is computed by TypeScript, whatever is asked for', () => {
  expect(backendShortfall('native', 'float64', none)).toEqual({ kind: 'float64' })
  expect(backendShortfall('wasm', 'float64', none)).toEqual({ kind: 'float64' })
  expect(backendShortfall('typescript', 'float64', none)).toBe(null)
})

test('native kernels that are not there are told with their reason', () => {
  expect(backendShortfall('native', 'float32', none)).toEqual({
    kind: 'noNativeKernels',
    reason: 'nobody compiled them',
  })
  expect(backendShortfall('wasm', 'float32', none)).toBe(null)
})
