import { expect, test } from 'vitest'
import { evaluateScalars } from './evaluateScalars'
import { parseRule } from './parseRule'
import { planRule } from './planRule'

function prepare(text: string) {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(text)
  const plan = planRule(parsed.rule, [])
  const cells = new Float64Array(plan.cells)
  return { cells, evaluate: evaluateScalars(plan, cells) }
}

test('cells that cannot have changed are not worked out again; any change of a hyperparameter is seen', () => {
  const { cells, evaluate } = prepare('w = w - (rate - decay)*g')
  expect(evaluate(1, { rate: 3, decay: 1 })).toBe(true)
  const first = [...cells]
  expect(evaluate(2, { rate: 3, decay: 1 })).toBe(false)
  expect([...cells]).toEqual(first)
  expect(evaluate(3, { rate: 3, decay: 2 })).toBe(true)
  expect([...cells]).not.toEqual(first)
  expect(evaluate(4, { rate: 0, decay: 2 })).toBe(true)
  expect(evaluate(5, { rate: -0, decay: 2 })).toBe(true)
})

test('a rule that reads the step is worked out at every step', () => {
  const { evaluate } = prepare('w = w - rate/t*g')
  expect([1, 2, 2].map((t) => evaluate(t, { rate: 3 }))).toEqual([true, true, true])
})

test('a refused step leaves nothing behind', () => {
  const { cells, evaluate } = prepare('w = w - (rate - decay)*g')
  evaluate(1, { rate: 3, decay: 1 })
  const before = [...cells]
  expect(() => evaluate(2, { rate: 5 })).toThrow('hyperparameter decay = undefined')
  expect(() => evaluate(0, { rate: 3, decay: 1 })).toThrow('t = 0')
  expect(evaluate(2, { rate: 3, decay: 1 })).toBe(true)
  expect([...cells]).toEqual(before)
})

test('an object that can change is read at every step, a frozen one again after another', () => {
  const { cells, evaluate } = prepare('w = w - (rate - decay)*g')
  const loose = { rate: 3, decay: 1 }
  evaluate(1, loose)
  loose.rate = 4
  expect(evaluate(2, loose)).toBe(true)
  const frozen = Object.freeze({ rate: 5, decay: 1 })
  expect(evaluate(3, frozen)).toBe(true)
  const before = [...cells]
  expect(evaluate(4, frozen)).toBe(false)
  expect(evaluate(5, loose)).toBe(true)
  expect(evaluate(6, frozen)).toBe(true)
  expect([...cells]).toEqual(before)
})
