import { expect, it } from 'vitest'
import { probeConclusion, stepText } from './probeConclusion'
import { exampleSide } from './testing/exampleOptimizer'

function side(title: string, lengths: readonly number[], settings: Record<string, unknown> = {}) {
  const configuration = { ...exampleSide({ learningRate: 0.001, beta2: 0.9, ...settings }), title }
  return {
    configuration,
    probe: lengths.map((length, index) => ({ gradient: 1, step: index === 0 ? 1 : 1000, length })),
  }
}

it('the law of the first step is named where it is seen to hold, and nowhere else', () => {
  expect(stepText(side('a', [0.001 / Math.sqrt(0.1), 0.001]), 0)).toBe('0.00316 = α/√(1 − β₂)')
  expect(stepText(side('a', [0.001, 0.001]), 0)).toBe('0.001 = α')
  expect(stepText(side('a', [0.001, 0.001]), 1)).toBe('0.001')
  expect(stepText(side('a', [0.0007, 0.001]), 0)).toBe('7e-4')
})

it('the step that is furthest apart is told, with how far', () => {
  expect(probeConclusion(side('Zero', [0.001 / Math.sqrt(0.1), 0.001]), side('One', [0.00098, 0.001]))).toBe(
    'Furthest apart at a gradient of 1: the first step is 0.00316 = α/√(1 − β₂) with Zero and 9.8e-4 with One, 3.23 times apart.',
  )
})

it('the same steps are no difference, and are said to be along such a gradient only', () => {
  expect(probeConclusion(side('a', [1, 2]), side('b', [1, 2]))).toContain('both take the same steps')
})

it('a step of nothing is infinitely far from any other', () => {
  expect(probeConclusion(side('a', [0.5, 0]), side('b', [0.5, 1]))).toBe(
    'Furthest apart at a gradient of 1: step 1000 is 0 with a and 1 with b.',
  )
})
