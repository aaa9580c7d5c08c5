import { describe, expect, test } from 'vitest'
import { parseExperiment } from '../contract/experiment'
import type { Reals } from '../engine/precision'
import { surfaceProblem } from '../problems/surface'
import { checkExperiment, checkProblem, mostElementsWhole, sampledElements } from './checkExperiment'
import { problems, registry } from './registry'

function experiment(problem: object, seed = 1) {
  const document = { schemaVersion: 1, problem, optimizer: { kind: 'rmsprop' }, seed, precision: 'float32' }
  const parsed = parseExperiment(document, registry)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

const moons = { kind: 'network', dataset: { kind: 'twoMoons', samples: 100 }, layers: [{ kind: 'dense', units: 1 }] }
const smooth = { kind: 'activation', activation: 'gelu' }

describe('every parameter of a right gradient is green', () => {
  test.each([
    ['a quadratic with noise', { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5], gradientNoise: 3 }],
    ['the Rosenbrock valley', { kind: 'rosenbrock', start: [-1.2, 1, 0.5] }],
    ['two moons, mean absolute error', { ...moons, loss: 'meanAbsoluteError' }],
    ['two moons, Huber and L2', { ...moons, loss: 'huber', huberDelta: 0.3, l2: 0.1, l2On: 'all' }],
    [
      'iris, smoothed labels, dropout and both normalisations',
      {
        kind: 'network',
        dataset: { kind: 'iris' },
        layers: [
          { kind: 'dense', units: 6 },
          { kind: 'batchNorm' },
          smooth,
          { kind: 'dropout', rate: 0.3 },
          { kind: 'residual', layers: [{ kind: 'layerNorm' }, { kind: 'dense', units: 6 }] },
          { kind: 'dense', units: 3 },
        ],
        labelSmoothing: 0.1,
      },
    ],
    [
      'MNIST images, whose dark corners stand exactly at the kinks of ReLU and of the maximum',
      {
        kind: 'network',
        dataset: { kind: 'mnist', limit: 50 },
        layers: [
          { kind: 'conv2d', filters: 2, kernel: 3, stride: 2 },
          { kind: 'activation', activation: 'relu' },
          { kind: 'maxPool2d' },
          { kind: 'dense', units: 10 },
        ],
      },
    ],
  ])('%s', (_, problem) => {
    const { parameters, verdict, loss } = checkExperiment(experiment(problem))
    for (const { name, relativeDifference, worst } of parameters) {
      expect([name, relativeDifference < 1e-7, worst]).toEqual([name, true, worst])
    }
    expect(verdict).toBe('green')
    expect(loss).toBeGreaterThan(0)
  })
})

test('a gradient with one wrong element is red, and that element is listed first', () => {
  const surface = {
    start: [1, 2, 3],
    gradientNoise: 0,
    optimum: null,
    lossAndGradient: (x: ArrayLike<number>, gradients: { [index: number]: number }) => {
      for (let i = 0; i < 3; i++) gradients[i] = 2 * x[i]! + (i === 1 ? 1e-3 : 0)
      return x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]!
    },
  }
  const problem = surfaceProblem(surface, { seed: 1, precision: 'float64', isGradientCheck: true })
  const { parameters, verdict } = checkProblem(problem, 1)
  expect(verdict).toBe('red')
  expect(parameters[0]).toMatchObject({ name: 'x', shape: [3], length: 3, checked: 3, verdict: 'red' })
  expect(parameters[0]!.worst[0]).toMatchObject({ index: 1, analytic: 4.001 })
})

test('a large parameter is checked on a sample that the seed alone decides, and says so', () => {
  const wide = {
    kind: 'network',
    dataset: { kind: 'mnist', limit: 50 },
    layers: [{ kind: 'dense', units: 10, name: 'output' }],
  }
  const progress: [number, number][] = []
  const first = checkExperiment(experiment(wide), (checked, total) => progress.push([checked, total]))
  expect(first.parameters.map(({ name, length, checked }) => [name, length, checked])).toEqual([
    ['output.W', 7840, sampledElements],
    ['output.b', 10, 10],
  ])
  expect(mostElementsWhole).toBe(2000)
  expect(progress.at(0)).toEqual([1, 210])
  expect(progress.at(-1)).toEqual([210, 210])
  expect(checkExperiment(experiment(wide))).toEqual(first)
  const worstOf = (seed: number) => checkExperiment(experiment(wide, seed)).parameters[0]!.worst
  expect(worstOf(2)).not.toEqual(worstOf(1))
})

describe('in a network with ReLU', () => {
  const dense = (units: number, more = {}) => ({ kind: 'dense', units, ...more })
  const relu = { kind: 'activation', activation: 'relu' }
  const iris = { kind: 'network', dataset: { kind: 'iris' } }

  /** The check of a network whose own gradients are changed before it sees them. */
  function checkChanged(network: object, change: (gradient: number, index: number) => number) {
    const { problem: settings, seed } = experiment(network)
    const definition = problems.find(({ kind }) => kind === settings.kind)!
    const problem = definition.build(settings, { seed, precision: 'float64', isGradientCheck: true })
    let gradients: Reals | undefined
    return checkProblem(
      {
        ...problem,
        bind(arena) {
          gradients = arena.gradients
          problem.bind(arena)
        },
        lossAndGradient(step) {
          const loss = problem.lossAndGradient(step)
          gradients?.forEach((gradient, index, all) => {
            all[index] = change(gradient, index)
          })
          return loss
        },
      },
      seed,
    )
  }

  test.each([
    [16, 3],
    [64, 32],
  ])(
    'of %d and %d units, a gradient wrong by a hundredth is red in every parameter, and so is one element of it',
    (one, two) => {
      const layers = [dense(one), relu, dense(two), relu, dense(3)]
      const network = { ...iris, layers }
      expect(checkChanged(network, (gradient) => gradient).verdict).toBe('green')
      const all = checkChanged(network, (gradient) => 1.01 * gradient)
      expect(new Set(all.parameters.map(({ verdict }) => verdict))).toEqual(new Set(['red']))
      const single = checkChanged(network, (gradient, index) => (index === 2 ? gradient + 0.01 : gradient))
      expect(single.parameters[0]).toMatchObject({ verdict: 'red', worst: [{ index: 2 }, {}, {}, {}, {}] })
    },
  )

  test('that starts at zero there is no derivative, which is counted and in doubt, not red', () => {
    const { parameters, verdict } = checkExperiment(
      experiment({ ...iris, layers: [dense(8, { initialiser: 'zeros' }), relu, dense(3)] }),
    )
    expect(verdict).toBe('amber')
    expect(parameters).toMatchObject([
      { name: 'dense1.W', checked: 32, atKink: 32, verdict: 'amber', doubt: 'kinks', worst: [] },
      { name: 'dense1.b', checked: 8, atKink: 0, oneSided: 8, verdict: 'green', doubt: null },
      { name: 'dense2.W', checked: 24, atKink: 0, verdict: 'green' },
      { name: 'dense2.b', checked: 3, atKink: 0, verdict: 'green' },
    ])
  })
})

test('a right gradient of a bowl plus 1e10 is in doubt, not red, and one wrong by 1 % is red', () => {
  const bowlTimes = (factor: number) => ({
    start: [1, 2, 3],
    gradientNoise: 0,
    optimum: null,
    lossAndGradient: (x: ArrayLike<number>, gradients: { [index: number]: number }) => {
      for (let i = 0; i < 3; i++) gradients[i] = factor * 2 * x[i]!
      return x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]! + 1e10
    },
  })
  const check = (factor: number) =>
    checkProblem(surfaceProblem(bowlTimes(factor), { seed: 1, precision: 'float64', isGradientCheck: true }), 1)
  expect(check(1).parameters).toMatchObject([{ verdict: 'amber', doubt: 'rounding' }])
  expect(check(1.01).parameters).toMatchObject([{ verdict: 'red', doubt: null }])
})
