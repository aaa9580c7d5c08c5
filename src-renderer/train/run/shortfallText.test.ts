import { expect, test } from 'vitest'
import { shortfallText } from './shortfallText'

test('what fell short is one line with its reasons, and none where nothing did', () => {
  expect(shortfallText({ backendShortfall: null, threadsShortfall: null })).toBe('')
  expect(shortfallText({ backendShortfall: { kind: 'float64' }, threadsShortfall: { kind: 'ownMemory' } })).toBe(
    'Float64 is computed by TypeScript; TypeScript trains on one thread',
  )
  expect(
    shortfallText({
      backendShortfall: null,
      threadsShortfall: { kind: 'wholeLayers', layers: ['conv2d', 'batchNorm'] },
    }),
  ).toBe('Networks with conv2d, batchNorm train on one thread')
})
