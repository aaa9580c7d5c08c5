import { expect, test } from 'vitest'
import { figures } from '.'
import { type Figure, inUnit, isMoreBetter } from './figure'

const byId = (id: string): Figure => figures.find((figure) => figure.id === id)!

test('every figure has a name of its own', () => {
  expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length)
})

test('passes a second become what the figure counts', () => {
  expect(inUnit(byId('W1'), 1000)).toBe(1000)
  expect(inUnit(byId('W2'), 1000)).toBe(64_000)
  expect(inUnit(byId('W3'), 1000)).toBe(128_000)
  expect(inUnit(byId('W4-1e6'), 2000)).toBe(0.5)
  expect(inUnit(byId('W5'), 1000)).toBe(1000)
  expect(inUnit(byId('64³'), 1e6)).toBe((2 * 64 ** 3) / 1e3)
  // 60,000 examples at 64 a step
  expect(inUnit(byId('CNN'), 93.75)).toBe(10)
})

test('twice as fast is a better figure in every unit', () => {
  for (const figure of figures) {
    const [slow, fast] = [inUnit(figure, 10), inUnit(figure, 20)]
    expect(fast > slow, figure.id).toBe(isMoreBetter(figure.unit))
  }
})
