import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cadenceOf, isEvaluationStep, isRegularStep, isSparseStep } from './cadence'

const byDefault = { every: 0, evaluateEvery: 0 }
const cheap = { stepNs: 500, rowNs: 1, evaluationNs: 1 }
const steps = fc.integer({ min: 1, max: 30_000 })
const nanoseconds = fc.integer({ min: 1, max: 1e9 })
const costs = fc.record({ stepNs: nanoseconds, rowNs: nanoseconds, evaluationNs: nanoseconds })

function stepsWhere(isDue: (step: number) => boolean, totalSteps: number): number[] {
  return Array.from({ length: totalSteps }, (_, index) => index + 1).filter(isDue)
}

describe('every 0', () => {
  test('gives at most about 2,000 rows, the first and the last step among them', () => {
    fc.assert(
      fc.property(steps, costs, (totalSteps, cost) => {
        const cadence = cadenceOf(byDefault, totalSteps, null, cost)
        const rows = stepsWhere((step) => isSparseStep(cadence, step), totalSteps)
        expect(rows.length).toBeLessThanOrEqual(2002 + Math.log2(cadence.every))
        expect(rows[0]).toBe(1)
        expect(rows.at(-1)).toBe(totalSteps)
      }),
      { numRuns: 30 },
    )
  })

  test('above 32 rows, those between first and last cost at most 2 % of the arithmetic, or 4 ms', () => {
    fc.assert(
      fc.property(steps, costs, (totalSteps, cost) => {
        const rows = Math.floor(totalSteps / cadenceOf(byDefault, totalSteps, null, cost).every)
        if (rows > 32) expect(rows * cost.rowNs).toBeLessThanOrEqual(Math.max(0.02 * totalSteps * cost.stepNs, 4e6))
      }),
    )
  })

  test('however dear they are, half of 32 rows are there when there are as many steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 30_000 }), (totalSteps) => {
        const { every } = cadenceOf(byDefault, totalSteps, null, { stepNs: 1, rowNs: 1e12, evaluationNs: 1 })
        expect(totalSteps / every).toBeGreaterThanOrEqual(16)
      }),
    )
  })

  test('adds the powers of two before the second regular row to the regular ones, and nothing behind it', () => {
    fc.assert(
      fc.property(steps, costs, (totalSteps, cost) => {
        const cadence = cadenceOf(byDefault, totalSteps, null, cost)
        const isPower = (step: number) => Number.isInteger(Math.log2(step))
        const regular = stepsWhere((step) => isRegularStep(cadence, step), totalSteps)
        const early = stepsWhere(isPower, Math.min(cadence.every, totalSteps))
        const rows = stepsWhere((step) => isSparseStep(cadence, step), totalSteps)
        expect(new Set(rows)).toEqual(new Set([...regular, ...early.filter((step) => step < cadence.every)]))
      }),
      { numRuns: 30 },
    )
  })

  test('of cheap diagnostics a short run has a row a step', () => {
    expect(cadenceOf(byDefault, 2000, null, { ...cheap, rowNs: 1800 }).every).toBe(1)
  })

  test('what costs more comes less often', () => {
    fc.assert(
      fc.property(steps, costs, fc.integer({ min: 1, max: 100 }), (totalSteps, cost, times) => {
        const dearer = { ...cost, rowNs: cost.rowNs * times }
        const { every } = cadenceOf(byDefault, totalSteps, null, cost)
        expect(cadenceOf(byDefault, totalSteps, null, dearer).every).toBeGreaterThanOrEqual(every)
      }),
    )
  })
})

test('a given cadence is kept, whatever it costs', () => {
  const cadence = cadenceOf({ every: 4, evaluateEvery: 5 }, 11, 3, { stepNs: 1, rowNs: 1e12, evaluationNs: 1e12 })
  expect(stepsWhere((step) => isSparseStep(cadence, step), 11)).toEqual([1, 4, 8, 11])
  expect(stepsWhere((step) => isEvaluationStep(cadence, step), 11)).toEqual([5, 10, 11])
})

test('evaluations come once an epoch by default, and at the last step', () => {
  const cadence = cadenceOf(byDefault, 8, 3, cheap)
  expect(stepsWhere((step) => isEvaluationStep(cadence, step), 8)).toEqual([3, 6, 8])
})

test('evaluations that cost too much come once in a whole number of epochs, thirty-two at least in a long run', () => {
  const dear = { ...cheap, evaluationNs: 1e12 }
  expect(cadenceOf(byDefault, 32 * 20, 20, dear).evaluateEvery).toBe(20)
  expect(cadenceOf(byDefault, 320 * 20, 20, dear).evaluateEvery).toBe(200)
  expect(cadenceOf(byDefault, 320 * 20, 20, cheap).evaluateEvery).toBe(20)
})
