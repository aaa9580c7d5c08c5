import { expect, it } from 'vitest'
import { probeConclusion, stepText } from './probeConclusion'
import { exampleSide } from './testing/exampleOptimizer'

/** First step and thousandth, at a gradient of 1 and at 1e-4. */
function side(title: string, lengths: readonly number[]) {
  const configuration = { ...exampleSide({ learningRate: 0.001, beta2: 0.9 }), key: title, title }
  const probe = lengths.map((length, at) => ({ gradient: at < 2 ? 1 : 1e-4, step: at % 2 === 0 ? 1 : 1000, length }))
  return { configuration, probe }
}
const first = 0.001 / Math.sqrt(0.1)

it('the law of the first step is named where it is seen to hold at several gradients, and nowhere else', () => {
  expect(stepText(side('a', [first, 0.001, first, 0.001]), 0)).toBe('0.00316 = α/√(1 − β₂)')
  expect(stepText(side('a', [0.001, 0.001, 0.001, 0.001]), 2)).toBe('0.001 = α')
  expect(stepText(side('a', [0.001, 0.001, 0.001, 0.001]), 1)).toBe('0.001')
  expect(stepText(side('a', [0.001, 0.001, 1e-7, 0.001]), 0)).toBe('0.001')
})

it('the first step at a usual gradient is told, and where the two are furthest apart', () => {
  const zero = side('Zero', [first, 0.001, first, 0.001])
  expect(probeConclusion(zero, side('One', [0.001, 0.001, 1e-7, 0.001]))).toBe(
    'At a gradient of 1 the first step is 0.00316 = α/√(1 − β₂) with Zero and 0.001 with One (3.16 times apart). ' +
      'Furthest apart they are at a gradient of 1e-4: the first step is 0.00316 = α/√(1 − β₂) with Zero and 1e-7 with One (31600 times apart).',
  )
  expect(probeConclusion(zero, side('Late', [first, 0.002, first, 0.001]))).toBe(
    'At a gradient of 1 the first step is the same. Furthest apart they are at a gradient of 1: step 1,000 is 0.001 with Zero and 0.002 with Late (2 times apart).',
  )
})

it('the same steps are no difference, and are said to be along such a gradient only', () => {
  expect(probeConclusion(side('a', [1, 2]), side('b', [1, 2]))).toContain('both take the same steps')
})

it('a step of nothing is infinitely far from any other', () => {
  expect(probeConclusion(side('a', [0, 1]), side('draft', [0.5, 1]))).toBe(
    'At a gradient of 1 the first step is 0 with a and 0.5 with draft.',
  )
})
