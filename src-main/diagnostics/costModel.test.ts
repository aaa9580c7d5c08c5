import { expect, test } from 'vitest'
import { cadenceOf } from './cadence'
import { costOfEvaluationNs, costOfRowNs, costOfStepNs, type RunSize } from './costModel'
import { diagnostics } from './index'

const byDefault = { every: 0, evaluateEvery: 0 }

function everyOf(size: RunSize, totalSteps: number): number {
  const costs = {
    stepNs: costOfStepNs(size),
    rowNs: costOfRowNs(diagnostics, size),
    evaluationNs: costOfEvaluationNs(size),
  }
  return cadenceOf(byDefault, totalSteps, null, costs).every
}

/** 784-128-64-10, batch 64. */
const digits: RunSize = {
  work: { multiplyAdds: 14_542_848, activations: 25_856, validationBatches: 47 },
  elements: 109_386,
  parameters: 6,
}

test('a row costs about twice as much as a step of the digits’ network, and comes about every hundredth', () => {
  const ratio = costOfRowNs(diagnostics, digits) / costOfStepNs(digits)
  expect(ratio).toBeGreaterThan(1.5)
  expect(ratio).toBeLessThan(3)
  expect(everyOf(digits, 26_730)).toBeGreaterThan(90)
  expect(everyOf(digits, 26_730)).toBeLessThan(135)
})

test('a surface of two dimensions has a row for each of its first two thousand steps', () => {
  expect(everyOf({ work: null, elements: 2, parameters: 1 }, 2000)).toBe(1)
})

test('a diagnostic that says what it costs makes rows dearer only if it comes with them', () => {
  const [first] = diagnostics.filter(({ when }) => when === 'sparsely')
  const dear = { perElementNs: 100, perParameterNs: 0 }
  const base = costOfRowNs([], digits)
  expect(costOfRowNs([{ ...first!, cost: dear }], digits)).toBe(base + 100 * digits.elements)
  expect(costOfRowNs([{ ...first!, when: 'everyStep', cost: dear }], digits)).toBe(base)
})
