/** Analytic surfaces: values worked out by hand, gradients against central differences, optima, noise. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArena } from '../engine/arena'
import type { Precision } from '../engine/precision'
import type { Problem, ProblemDefinition } from './problem'
import { quadratic } from './quadratic'
import { rosenbrock } from './rosenbrock'

type Settings = Parameters<ProblemDefinition['build']>[0]

const bowl = { eigenvalues: [1, 50], rotationDegrees: 0, start: [-8, 1.5], gradientNoise: 0 }
const valley = { start: [-1.2, 1], a: 1, b: 100, gradientNoise: 0 }

function prepared(definition: ProblemDefinition, settings: Settings, seed = 1, precision: Precision = 'float64') {
  const problem: Problem = definition.build(settings, { seed, precision })
  const arena = createArena(precision, problem.declarations)
  problem.bind(arena)
  problem.initialise()
  const at = (x: readonly number[]): number => {
    arena.values.set(x)
    return problem.lossAndGradient(1)
  }
  return { problem, arena, at }
}

const surfaces: readonly (readonly [string, ProblemDefinition, Settings, number])[] = [
  ['a bowl', quadratic, bowl, 2],
  ['a turned bowl', quadratic, { ...bowl, rotationDegrees: 37 }, 2],
  ['a bowl of five directions', quadratic, { ...bowl, eigenvalues: [1, 2, 3, 40, 500], start: [1, 1, 1, 1, 1] }, 5],
  ['the valley', rosenbrock, valley, 2],
  ['the valley of five dimensions', rosenbrock, { ...valley, start: [1, 2, 3, 4, 5] }, 5],
  ['a shifted valley', rosenbrock, { ...valley, a: 2, b: 7 }, 2],
]

describe.each(surfaces)('%s', (_, definition, settings, dimensions) => {
  const points = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: dimensions, maxLength: dimensions })

  test('its gradient is that of central differences', () => {
    const { arena, at } = prepared(definition, settings)
    fc.assert(
      fc.property(points, (x) => {
        at(x)
        const gradient = [...arena.gradients]
        const scale = 1 + Math.max(...gradient.map(Math.abs))
        for (let i = 0; i < dimensions; i++) {
          const h = 1e-5
          const moved = (by: number) => at(x.map((value, index) => (index === i ? value + by : value)))
          expect(Math.abs((moved(h) - moved(-h)) / (2 * h) - gradient[i]!) / scale).toBeLessThan(1e-6)
        }
      }),
    )
  })

  test('at its optimum the loss is the smallest and the gradient zero', () => {
    const { problem, arena, at } = prepared(definition, settings)
    const { values, loss } = problem.optimum!
    expect(at(values)).toBe(loss)
    expect([...arena.gradients].map(Math.abs)).toEqual(values.map(() => 0))
    fc.assert(
      fc.property(points, (x) => {
        expect(at(x)).toBeGreaterThanOrEqual(loss)
      }),
    )
  })

  test('starts where it is told, in one parameter x', () => {
    const { arena } = prepared(definition, settings)
    expect(arena.parameters.map(({ name, shape }) => [name, shape])).toEqual([['x', [dimensions]]])
    expect([...arena.values]).toEqual(settings.start)
  })
})

describe('quadratic', () => {
  test('½(1·64 + 50·2.25) = 88.25 at the start of the lecture', () => {
    const { arena, at } = prepared(quadratic, bowl)
    expect(at([-8, 1.5])).toBe(88.25)
    expect([...arena.gradients]).toEqual([-8, 75])
  })

  test('turned by 90 degrees, the steep direction is the first', () => {
    const { arena, at } = prepared(quadratic, { ...bowl, rotationDegrees: 90 })
    expect(at([1, 0])).toBeCloseTo(25, 12)
    expect(arena.gradients[0]).toBeCloseTo(50, 12)
    expect(arena.gradients[1]).toBeCloseTo(0, 12)
  })

  test('turning by 45 degrees gives the mixed Hessian (25.5, −24.5; −24.5, 25.5)', () => {
    const { arena, at } = prepared(quadratic, { ...bowl, rotationDegrees: 45 })
    at([1, 0])
    expect(arena.gradients[0]).toBeCloseTo(25.5, 12)
    expect(arena.gradients[1]).toBeCloseTo(-24.5, 12)
  })

  test('a start of another length and a turn outside two dimensions are refused where they stand', () => {
    expect(quadratic.check?.({ ...bowl, start: [1, 2, 3] })).toEqual([
      { path: 'start', message: 'has 3 numbers, must have 2, one for each of eigenvalues' },
    ])
    expect(quadratic.check?.({ ...bowl, eigenvalues: [1], start: [1], rotationDegrees: 10 })).toEqual([
      { path: 'rotationDegrees', message: '= 10, must be 0 unless there are two eigenvalues (here 1)' },
    ])
  })

  test('in float32 the gradient is the float64 one, rounded once', () => {
    const { arena, at } = prepared(quadratic, { ...bowl, eigenvalues: [0.1, 0.3] }, 1, 'float32')
    at([0.7, -0.2])
    const [x0, x1] = [Math.fround(0.7), Math.fround(-0.2)]
    expect([...arena.gradients]).toEqual([Math.fround(0.1 * x0), Math.fround(0.3 * x1)])
  })
})

describe('rosenbrock', () => {
  test('is 24.2 at (−1.2, 1), with gradient (−215.6, −88)', () => {
    const { arena, at } = prepared(rosenbrock, valley)
    expect(at([-1.2, 1])).toBeCloseTo(24.2, 12)
    expect(arena.gradients[0]).toBeCloseTo(-215.6, 11)
    expect(arena.gradients[1]).toBeCloseTo(-88, 11)
  })

  test('in many dimensions its optimum is known for a = 1 only', () => {
    expect(prepared(rosenbrock, { ...valley, start: [0, 0, 0], a: 2 }).problem.optimum).toBeNull()
  })
})

describe('gradient noise', () => {
  test('has the deviation asked for and mean zero, and leaves the loss alone', () => {
    const { arena, at } = prepared(quadratic, { ...bowl, gradientNoise: 2 })
    let sum = 0
    let squares = 0
    const rounds = 20_000
    for (let round = 0; round < rounds; round++) {
      expect(at([0, 0])).toBe(0)
      for (const value of arena.gradients) {
        sum += value
        squares += value * value
      }
    }
    expect(sum / (2 * rounds)).toBeCloseTo(0, 1)
    expect(Math.sqrt(squares / (2 * rounds))).toBeCloseTo(2, 1)
  })

  test('is decided by the seed', () => {
    const draw = (seed: number): number[] => {
      const { arena, at } = prepared(quadratic, { ...bowl, gradientNoise: 1 }, seed)
      at([1, 1])
      return [...arena.gradients]
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })
})
