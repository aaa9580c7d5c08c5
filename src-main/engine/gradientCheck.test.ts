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
  const [x, y] = checkGradients(loss, arena.values, wrong, arena.parameters, { worstCount: 1 })
  expect(x!.relativeDifference).toBeGreaterThan(1e-5)
  expect(x!.worst).toHaveLength(1)
  expect(x!.worst[0]).toMatchObject({ index: 1, analytic: 9.01 })
  expect(y!.relativeDifference).toBeLessThan(1e-9)
})

test('a parameter without influence has difference 0, also beside the rounding of a large loss', () => {
  const [x] = checkGradients(() => 1, arena.values, new Float64Array(3), arena.parameters)
  expect(x!.relativeDifference).toBe(0)
  let calls = 0
  const jittery = () => 1 + (calls++ % 2) * 2 ** -52
  expect(checkGradients(jittery, arena.values, new Float64Array(3), arena.parameters)[0]!.relativeDifference).toBe(0)
})

test('at a kink the gradient of either side passes, and any other does not', () => {
  const kinked = createArena('float64', [{ name: 'x', shape: [1] }])
  const bent = () => Math.max(kinked.values[0]! - 1, 0) + kinked.values[0]! * kinked.values[0]!
  // exactly at the kink, and where it lies within the step on one side
  for (const x of [1, 1 - 1e-6, 1 + 1e-6]) {
    kinked.values[0] = x
    const check = (slope: number) =>
      checkGradients(bent, kinked.values, Float64Array.of(slope + 2 * x), kinked.parameters)[0]!
    const slopes = x === 1 ? [0, 1] : [x > 1 ? 1 : 0]
    for (const slope of slopes) {
      expect(check(slope)).toMatchObject({ oneSided: 1 })
      expect(check(slope).relativeDifference).toBeLessThan(1e-8)
    }
    expect(check(2).relativeDifference).toBeGreaterThan(1e-2)
  }
})

test('only the elements asked for are checked, and every one is reported', () => {
  const wrong = exact.slice()
  wrong[1]! += 1
  let elements = 0
  const checks = checkGradients(loss, arena.values, wrong, arena.parameters, {
    elementsOf: () => [0],
    onElement: () => elements++,
  })
  expect(checks.map(({ length, checked }) => [length, checked])).toEqual([
    [2, 1],
    [1, 1],
  ])
  expect(elements).toBe(2)
  for (const { relativeDifference } of checks) expect(relativeDifference).toBeLessThan(1e-9)
})

test('a NaN in a gradient is no pass', () => {
  const [x] = checkGradients(loss, arena.values, Float64Array.of(Number.NaN, 9, 0), arena.parameters)
  expect(x!.relativeDifference).toBeNaN()
  expect(x!.worst[0]!.index).toBe(0)
})

test('float32 values are refused', () => {
  expect(() => checkGradients(loss, new Float32Array(3), exact, arena.parameters)).toThrow(
    'precision = float32, must be float64 to check gradients',
  )
})
