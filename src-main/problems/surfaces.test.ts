/** Values of the surfaces worked out by hand, and the noise on their gradients. Laws of all: conformance.test.ts. */
import { describe, expect, test } from 'vitest'
import { createArena } from '../engine/arena'
import type { Precision } from '../engine/precision'
import { beale } from './beale'
import { branin } from './branin'
import { cliff } from './cliff'
import { himmelblau } from './himmelblau'
import { createMixedAxes } from './mixedAxes'
import type { Problem, ProblemDefinition } from './problem'
import { quadratic } from './quadratic'
import { quadraticDeep } from './quadraticDeep'
import { rastrigin } from './rastrigin'
import { rosenbrock } from './rosenbrock'
import { saddle } from './saddle'

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

describe('the others, by hand', () => {
  test.each([
    ['beale', beale, {}, [0, 0], 1.5 ** 2 + 2.25 ** 2 + 2.625 ** 2, [-12.75, 0]],
    ['beale', beale, {}, [1, 1], 1.5 ** 2 + 2.25 ** 2 + 2.625 ** 2, [0, 27.75]],
    ['branin', branin, {}, [0, 6], 20 - 10 / (8 * Math.PI), [0, 0]],
    ['himmelblau', himmelblau, {}, [0, 0], 170, [-14, -22]],
    ['rastrigin', rastrigin, { depth: 10 }, [0.5, 1], 0.25 + 20 + 1, [1, 2]],
    ['saddle', saddle, { a: 1, b: 2, d: 3 }, [0, 0], 4.5, [0, 0]],
    ['saddle', saddle, { a: 3, b: 4, d: 1 }, [1, 2], 1.5 + 9, [3, 24]],
    ['cliff', cliff, { height: 10, edge: 1, sharpness: 20, slope: 0.5 }, [1, 2], 1.25 + 5, [0.5 + 100, 1]],
  ] as const)(
    '%s: loss and gradient are those worked out by hand (%#)',
    (_, definition, changes, x, loss, gradient) => {
      const { arena, at } = prepared(definition, { start: [...x], gradientNoise: 0, ...changes })
      expect(at(x)).toBeCloseTo(loss, 12)
      expect(arena.gradients[0]).toBeCloseTo(gradient[0], 11)
      expect(arena.gradients[1]).toBeCloseTo(gradient[1], 11)
    },
  )

  test('Branin is as low at each of its three points', () => {
    const { problem, at } = prepared(branin, { start: [0, 0], gradientNoise: 0 })
    const { values = [], alsoAt = [] } = problem.optimum ?? {}
    for (const place of [values, ...alsoAt]) expect(at(place)).toBeCloseTo(0.397887357729738, 14)
  })
})

describe('quadraticDeep', () => {
  const settings = { dimensions: 5, conditionNumber: 16, largestEigenvalue: 8, startDistance: 1, gradientNoise: 0 }
  const eigenvaluesAlongAxes = (spectrum: string, dimensions = 5): number[] => {
    const { arena, at } = prepared(quadraticDeep, { ...settings, dimensions, spectrum, hasMixedAxes: false })
    at(Array.from({ length: dimensions }, () => 1))
    return [...arena.gradients]
  }

  test('geometric: as many in every decade, from λmax to λmax/κ', () => {
    expect(eigenvaluesAlongAxes('geometric')).toEqual([8, 4, 2, 1, 0.5])
  })

  test('linear: evenly spread', () => {
    expect(eigenvaluesAlongAxes('linear')).toEqual([8, 6.125, 4.25, 2.375, 0.5])
  })

  test('two clusters: a tenth is steep', () => {
    expect(eigenvaluesAlongAxes('twoClusters', 20)).toEqual([8, 8, ...Array(18).fill(0.5)])
  })

  test('mixing the axes keeps lengths, is undone by its inverse, and is drawn from the seed', () => {
    const vector = Float64Array.from({ length: 30 }, (_, index) => index - 7.5)
    const mixed = vector.slice()
    const axes = createMixedAxes(30, 3)
    axes.mix(mixed)
    expect([...mixed]).not.toEqual([...vector])
    const lengthOf = (of: Float64Array): number => Math.sqrt(of.reduce((sum, value) => sum + value * value, 0))
    expect(lengthOf(mixed)).toBeCloseTo(lengthOf(vector), 11)
    const other = vector.slice()
    createMixedAxes(30, 4).mix(other)
    expect([...other]).not.toEqual([...mixed])
    axes.unmix(mixed)
    mixed.forEach((value, index) => {
      expect(value).toBeCloseTo(vector[index]!, 11)
    })
  })
})
