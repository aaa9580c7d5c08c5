import { describe, expect, it, test } from 'vitest'
import { cadenceText, shortDigest, shortfallText, threadsText } from './reproducibleText'

test('threads are spoken of where there were several, with the step after which one went on alone', () => {
  expect(threadsText({ threads: null, threadsLeftAt: null })).toBe('')
  expect(threadsText({ threads: 1, threadsLeftAt: null })).toBe('')
  expect(threadsText({ threads: 2, threadsLeftAt: null })).toBe(', 2 threads')
  expect(threadsText({ threads: 3, threadsLeftAt: 700 })).toBe(', 3 threads, one after step 700')
})

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

const nothingBesides = { diagnostics: { measure: [] } }
const text = (run: Partial<Parameters<typeof cadenceText>[0]>) =>
  cadenceText(
    { recordEvery: null, evaluateEvery: null, cadences: null, experiment: nothingBesides, ...run },
    (kind) => `the ${kind}`,
  )

test('steps between points are spoken of where they are known, evaluations where there are any', () => {
  expect(text({})).toBe('')
  expect(text({ recordEvery: 1 })).toBe('Measured every step')
  expect(text({ recordEvery: 27, evaluateEvery: 1782 })).toBe('Measured every 27 steps, evaluated every 1,782 steps')
})

test('what is measured at a cadence of its own is named with it, as far as the run has any of it', () => {
  const experiment = { diagnostics: { measure: [{ kind: 'histogram' }, { kind: 'validation' }, { kind: 'norm' }] } }
  const cadences = { trainingLoss: 1, histogram: 50, norm: 1 }
  expect(text({ recordEvery: 3, cadences, experiment })).toBe(
    'Measured every 3 steps, the histogram every 50 steps, the norm every step',
  )
})

describe('shortDigest', () => {
  it('keeps both ends of a digest and nothing of its prefix', () => {
    expect(shortDigest('sha256:4f1c00000000a90e')).toBe('4f1c…a90e')
    expect(shortDigest('abc')).toBe('abc')
  })
})
