import { expect, test } from 'vitest'
import { createArena } from '../engine/arena'
import { typescriptMeasures } from '../engine/measures/typescriptMeasures'
import { lossDivergence, parameterDivergence } from './divergence'

test('a loss may reach 1e8 times the first, or 1e8 when the first is below 1, and no more', () => {
  expect(lossDivergence(2, 1e8, 0.5)).toBeNull()
  expect(lossDivergence(2, 1.0001e8, 0.5)).toMatchObject({ step: 2, series: 'trainingLoss.value' })
  expect(lossDivergence(2, 3e8, 3)).toBeNull()
  expect(lossDivergence(2, 3.1e8, 3)).not.toBeNull()
})

test('a loss that is not finite has diverged, at step 1 too', () => {
  for (const value of [Number.NaN, Infinity, -Infinity]) {
    expect(lossDivergence(1, value, value)).toEqual({
      kind: 'diverged',
      step: 1,
      series: 'trainingLoss.value',
      value: String(value),
    })
  }
})

test.each([Number.NaN, Infinity, -Infinity])('the parameter that holds %s is named', (value) => {
  const arena = createArena('float32', [
    { name: 'a', shape: [3] },
    { name: 'b', shape: [2] },
  ])
  arena.values.set([1, -2, 3e38, 0, -0])
  expect(parameterDivergence(7, arena, typescriptMeasures)).toBeNull()
  arena.values[4] = value
  const expected = { kind: 'diverged', step: 7, series: 'parameter b', value: String(value) }
  expect(parameterDivergence(7, arena, typescriptMeasures)).toEqual(expected)
})
