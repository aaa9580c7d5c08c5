/**
 * Rosenbrock's valley: easy to find, hard to follow, since it is flat along its bend and steep across.
 *
 *   L(x) = Σ_{i<n} b·(x_{i+1} − x_i²)² + (a − x_i)²
 *   dL/dx_i = −4b·x_i·(x_{i+1} − x_i²) − 2·(a − x_i)  [i < n]   +   2b·(x_i − x_{i−1}²)  [i > 1]
 *
 * Smallest loss 0 at (a, a²) in two dimensions and at (1, …, 1) in more for a = 1; otherwise it is not known here.
 * Source: Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.
 */
import { real, reals } from '../contract/field'
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem, type Problem } from './problem'
import { type Surface, surfaceProblem } from './surface'

export const rosenbrock = defineProblem({
  kind: 'rosenbrock',
  title: 'Rosenbrock valley',
  summary: 'A curved valley, steep across and nearly flat along.',
  source: 'Rosenbrock, 1960',
  fields: {
    start: reals({
      label: 'Start',
      symbol: 'x₀',
      default: [-1.2, 1],
      min: -1e6,
      max: 1e6,
      minLength: 2,
      maxLength: 10_000,
      help: 'Where training starts; its length is the number of dimensions.',
      source: 'Rosenbrock, 1960',
    }),
    a: real({ symbol: 'a', default: 1, min: -1e6, max: 1e6, help: 'Where the smallest loss lies: (a, a²).' }),
    b: real({ symbol: 'b', default: 100, above: 0, max: 1e9, scale: 'log', help: 'Steepness across the valley.' }),
    gradientNoise: gradientNoiseField,
  },
  defaults: { budget: { steps: 5000 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-2, 2], y: [-1, 3] },
  build({ start, a, b, gradientNoise }, context) {
    const optimum = knownOptimum(start.length, a)
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient: valley(a, b) }, context)
  },
})

function knownOptimum(dimensions: number, a: number): Problem['optimum'] {
  if (dimensions === 2) return { values: [a, a * a], loss: 0 }
  return a === 1 ? { values: Array.from({ length: dimensions }, () => 1), loss: 0 } : null
}

function valley(a: number, b: number): Surface['lossAndGradient'] {
  return (x, gradients) => {
    let loss = 0
    let fromBefore = 0
    for (let i = 0; i + 1 < x.length; i++) {
      const bend = x[i + 1]! - x[i]! * x[i]!
      const distance = a - x[i]!
      loss += b * bend * bend + distance * distance
      gradients[i] = fromBefore - 4 * b * x[i]! * bend - 2 * distance
      fromBefore = 2 * b * bend
    }
    gradients[x.length - 1] = fromBefore
    return loss
  }
}
