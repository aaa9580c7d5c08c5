/**
 * Two levels with a cliff between them: a nearly flat plateau, and a step that throws a path which meets it.
 *
 *   L(x, y) = ½·λ·(x² + y²) + h·q/(1 + q)        q = (x/c)²ⁿ
 *   dL/dx = λ·x + (2n·h/x)·q/(1 + q)²        dL/dy = λ·y
 *
 * Inside |x| < c the lower level, outside the plateau, h above it. At the cliff |x| = c the gradient is n·h/(2c) + λ·c,
 * far from it λ·x alone. Smallest loss 0 at (0, 0), since neither term is negative.
 * Source: the cliffs of Pascanu, Mikolov & Bengio, "On the difficulty of training recurrent neural networks", 2013,
 * section 2.3, for which clipping was proposed; this formula is the laboratory's own.
 */
import { integer, real } from '../contract/field'
import { integerPower } from '../engine/mathematics/integerPower'
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem } from './problem'
import { startField } from './startField'
import { type Surface, surfaceProblem } from './surface'

interface CliffShape {
  readonly height: number
  readonly edge: number
  readonly sharpness: number
  readonly slope: number
}

export const cliff = defineProblem({
  kind: 'cliff',
  title: 'Plateau and cliff',
  summary: 'A nearly flat plateau that ends in a cliff, where one step can throw training far away.',
  source: 'Pascanu et al., 2013',
  fields: {
    start: startField([2.5, 1]),
    height: real({ label: 'Height', symbol: 'h', default: 10, min: 0, max: 1e6, help: 'Of the plateau.' }),
    edge: real({ label: 'Cliff at', symbol: 'c', default: 1, min: 1e-3, max: 1e3, help: 'Its distance from x = 0.' }),
    sharpness: integer({
      label: 'Sharpness',
      symbol: 'n',
      default: 20,
      min: 1,
      max: 1000,
      help: 'The cliff is about c/n wide, and its gradient n·h/(2c).',
    }),
    slope: real({
      label: 'Slope',
      symbol: 'λ',
      default: 0.5,
      above: 0,
      max: 1e6,
      help: 'Curvature of the bowl that both levels lie on.',
    }),
    gradientNoise: gradientNoiseField,
  },
  defaults: { budget: { steps: 1000 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-3, 3], y: [-3, 3] },
  build({ start, gradientNoise, ...shape }, context) {
    const optimum = { values: [0, 0], loss: 0 }
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient: levels(shape) }, context)
  },
})

function levels({ height, edge, sharpness, slope }: CliffShape): Surface['lossAndGradient'] {
  return (values, gradients) => {
    const x = values[0]!
    const y = values[1]!
    const place = Math.abs(x) / edge
    // q or 1/q, whichever is at most 1: the other one overflows far out.
    const small = integerPower(place <= 1 ? place : 1 / place, 2 * sharpness)
    const share = place <= 1 ? small / (1 + small) : 1 / (1 + small)
    const steepness = small / ((1 + small) * (1 + small))
    gradients[0] = slope * x + (x === 0 ? 0 : (2 * sharpness * height * steepness) / x)
    gradients[1] = slope * y
    return 0.5 * slope * (x * x + y * y) + height * share
  }
}
