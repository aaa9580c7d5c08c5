import { expect, test } from 'vitest'
import { standardCadences } from './cadence'
import { costOfEvaluationNs, costOfOwnRowNs, costOfRowNs, costOfStepNs, type RunSize } from './costModel'
import { diagnostics as all } from './index'

const byDefault = { every: 0, evaluateEvery: 0 }
/** Those of every run. */
const diagnostics = all.filter(({ isStandard, appliesTo }) => isStandard && appliesTo === undefined)

function everyOf(size: RunSize, totalSteps: number): number {
  const costs = {
    stepNs: costOfStepNs(size),
    rowNs: costOfRowNs(diagnostics, size),
    evaluationNs: costOfEvaluationNs(size),
  }
  return standardCadences(byDefault, { totalSteps, stepsPerEpoch: null }, costs).sparsely.every
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

test('costs are those of the model, in nanoseconds', () => {
  // 500 + 14,542,848/100 + 25,856 + 0.4·109,386; an evaluation is 47 batches of a third of that, and looking it up.
  expect(costOfStepNs(digits)).toBeCloseTo(215_538.88, 6)
  expect(costOfEvaluationNs(digits)).toBeCloseTo(1 + (215_538.88 * 47) / 3, 5)
  expect(costOfRowNs([], digits)).toBeCloseTo(1000 + 10_938.6, 6)
  const surface = { work: null, elements: 10, parameters: 1 }
  expect([costOfStepNs(surface), costOfEvaluationNs(surface), costOfRowNs([], surface)]).toEqual([504, 1, 1001])
})

test('a diagnostic costs what it says of its elements and of its parameters', () => {
  const [first] = diagnostics.filter(({ when }) => when === 'sparsely')
  const size = { work: null, elements: 10, parameters: 3 }
  const cost = { perElementNs: 2, perParameterNs: 7 }
  expect(costOfRowNs([{ ...first!, cost }], size)).toBe(1001 + 2 * 10 + 7 * 3)
})

test('a row of a diagnostic on its own costs its call and its passes, and a step for each gradient that it asks for', () => {
  const size = { work: null, elements: 10, parameters: 3 }
  const cost = { perElementNs: 2, perParameterNs: 7, gradientEvaluations: 4 }
  expect(costOfOwnRowNs({ when: 'sparsely', cost }, size)).toBe(1000 + 2 * 10 + 7 * 3 + 4 * 504)
  expect(costOfOwnRowNs({ when: 'atEvaluations' }, digits)).toBe(costOfEvaluationNs(digits))
})
