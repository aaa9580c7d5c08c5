/**
 * Rastrigin's function: a bowl covered with dents, one lowest point among very many low ones.
 *
 *   L(x) = Σᵢ xᵢ² + A·(1 − cos 2πxᵢ)        dL/dxᵢ = 2xᵢ + 2πA·sin 2πxᵢ
 *
 * Smallest loss 0 at x = 0; another dent near every point of whole numbers.
 * Source: Rastrigin, "Systems of extremal control", 1974 (in Russian); in n dimensions Mühlenbein, Schomisch & Born,
 * "The parallel genetic algorithm as function optimizer", 1991.
 */
import { real, reals } from '../contract/field'
import { cosine, sine } from '../engine/mathematics/sine'
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem } from './problem'
import { type Surface, surfaceProblem } from './surface'

const fullTurn = 2 * Math.PI

export const rastrigin = defineProblem({
  kind: 'rastrigin',
  title: 'Rastrigin',
  summary: 'A bowl covered with dents: one lowest point among very many low ones.',
  source: 'Mühlenbein et al., 1991',
  fields: {
    start: reals({
      label: 'Start',
      symbol: 'x₀',
      default: [3.3, -2.4],
      min: -1e6,
      max: 1e6,
      minLength: 1,
      maxLength: 10_000,
      help: 'Where training starts; its length is the number of dimensions.',
    }),
    depth: real({
      label: 'Depth of a dent',
      symbol: 'A',
      default: 10,
      min: 0,
      max: 1e6,
      help: 'From 0, a plain bowl; above 0.5 or so there are dents.',
      source: 'Rastrigin, 1974: 10',
    }),
    gradientNoise: gradientNoiseField,
  },
  defaults: { budget: { steps: 1000 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-5.12, 5.12], y: [-5.12, 5.12] },
  build({ start, depth, gradientNoise }, context) {
    const optimum = { values: start.map(() => 0), loss: 0 }
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient: dents(depth) }, context)
  },
})

function dents(depth: number): Surface['lossAndGradient'] {
  return (values, gradients) => {
    let loss = 0
    for (let i = 0; i < values.length; i++) {
      const x = values[i]!
      loss += x * x + depth * (1 - cosine(fullTurn * x))
      gradients[i] = 2 * x + fullTurn * depth * sine(fullTurn * x)
    }
    return loss
  }
}
