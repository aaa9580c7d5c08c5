import { expect, test } from 'vitest'
import { cadenceText } from './cadenceText'

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
