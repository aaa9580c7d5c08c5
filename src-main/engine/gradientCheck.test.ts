import { expect, test } from 'vitest'
import { createArena } from './arena'
import { checkGradients } from './gradientCheck'

const arena = createArena('float64', [
  { name: 'x', shape: [2] },
  { name: 'y', shape: [1] },
])
arena.values.set([3, -2, 0.5])
// loss = x₀² + 3·x₀·x₁ + y³
const loss = () => {
  const [x0, x1, y] = arena.values
  return x0! * x0! + 3 * x0! * x1! + y! * y! * y!
}
const exact = Float64Array.of(2 * 3 + 3 * -2, 3 * 3, 3 * 0.25)

test('an exact gradient passes, and the values are left as they were', () => {
  const before = arena.values.slice()
  const checks = checkGradients(loss, arena.values, exact, arena.parameters)
  for (const { relativeDifference } of checks) expect(relativeDifference).toBeLessThan(1e-9)
  expect(arena.values).toEqual(before)
})

test('a wrong element fails its parameter only, and is named first', () => {
  const wrong = exact.slice()
  wrong[1]! += 0.01
  const [x, y] = checkGradients(loss, arena.values, wrong, arena.parameters, 1)
  expect(x!.relativeDifference).toBeGreaterThan(1e-5)
  expect(x!.worst).toHaveLength(1)
  expect(x!.worst[0]).toMatchObject({ index: 1, analytic: 9.01 })
  expect(y!.relativeDifference).toBeLessThan(1e-9)
})

test('a parameter without influence has difference 0', () => {
  const [x] = checkGradients(() => 1, arena.values, new Float64Array(3), arena.parameters)
  expect(x!.relativeDifference).toBe(0)
})

test('float32 values are refused', () => {
  expect(() => checkGradients(loss, new Float32Array(3), exact, arena.parameters)).toThrow(
    'precision = float32, must be float64 to check gradients',
  )
})
