import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cadenceOf, isEvaluationStep, isSparseStep } from './cadence'

function stepsWhere(isDue: (step: number) => boolean, totalSteps: number): number[] {
  return Array.from({ length: totalSteps }, (_, index) => index + 1).filter(isDue)
}

test('every 0 gives at most about 2,000 rows, the first and the last step among them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30_000 }), (totalSteps) => {
      const cadence = cadenceOf({ every: 0, evaluateEvery: 0 }, totalSteps, null)
      const steps = stepsWhere((step) => isSparseStep(cadence, step), totalSteps)
      expect(steps.length).toBeLessThanOrEqual(2002)
      expect(steps[0]).toBe(1)
      expect(steps.at(-1)).toBe(totalSteps)
    }),
    { numRuns: 30 },
  )
})

test('a given cadence is kept', () => {
  const cadence = cadenceOf({ every: 4, evaluateEvery: 5 }, 11, 3)
  expect(stepsWhere((step) => isSparseStep(cadence, step), 11)).toEqual([1, 4, 8, 11])
  expect(stepsWhere((step) => isEvaluationStep(cadence, step), 11)).toEqual([5, 10, 11])
})

test('evaluations come once an epoch by default, and at the last step', () => {
  const cadence = cadenceOf({ every: 0, evaluateEvery: 0 }, 8, 3)
  expect(stepsWhere((step) => isEvaluationStep(cadence, step), 8)).toEqual([3, 6, 8])
})
