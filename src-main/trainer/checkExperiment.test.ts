import { describe, expect, test } from 'vitest'
import { parseExperiment } from '../contract/experiment'
import { surfaceProblem } from '../problems/surface'
import { checkExperiment, checkProblem, mostElementsWhole, sampledElements, verdictOf } from './checkExperiment'
import { registry } from './registry'

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

test('verdicts change at their bounds, and a number that is not finite is red', () => {
  expect([0, 9.9e-8, 1e-7, 1e-5, 1.1e-5, Number.NaN, Infinity].map(verdictOf)).toEqual([
    'green',
    'green',
    'amber',
    'amber',
    'red',
    'red',
    'red',
  ])
})
