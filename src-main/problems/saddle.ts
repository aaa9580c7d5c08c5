/**
 * A saddle between two wells: the gradient vanishes at a point that is no minimum, and a path that comes near it stays long.
 *
 *   L(x, y) = ½·a·x² + b·(y² − d²)²/(4d²)        dL/dx = a·x        dL/dy = b·y·(y² − d²)/d²
 *
 * Curvatures at the saddle (0, 0): a along x, −b along y; its loss b·d²/4. Smallest loss 0 at (0, d) and (0, −d), where
 * the curvature along y is 2b. The start is close to the line y = 0 on which the saddle would be reached.
 * Source: the double well of physics; saddles of losses: Dauphin et al., "Identifying and attacking the saddle point
 * problem in high-dimensional non-convex optimization", 2014.
 */
import { real } from '../contract/field'
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem } from './problem'
import { startField } from './startField'
import { type Surface, surfaceProblem } from './surface'

export const saddle = defineProblem({
  kind: 'saddle',
  title: 'Saddle',
  summary: 'A pass between two wells, where the gradient vanishes and training stays long.',
  source: 'Dauphin et al., 2014',
  fields: {
    start: startField([2, 0.001]),
    a: real({ label: 'Curvature across', symbol: 'a', default: 1, above: 0, max: 1e6, help: 'Along x, everywhere.' }),
    b: real({
      label: 'Curvature along',
      symbol: 'b',
      default: 1,
      above: 0,
      max: 1e6,
      help: 'Along y: −b at the saddle, 2b in the wells.',
    }),
    d: real({ label: 'To a well', symbol: 'd', default: 2, min: 1e-3, max: 1e3, help: 'From the saddle, along y.' }),
    gradientNoise: gradientNoiseField,
  },
  defaults: { budget: { steps: 1000 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-3, 3], y: [-3, 3] },
  build({ start, a, b, d, gradientNoise }, context) {
    const optimum = { values: [0, d], alsoAt: [[0, -d]], loss: 0 }
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient: pass(a, b, d) }, context)
  },
})

function pass(a: number, b: number, d: number): Surface['lossAndGradient'] {
  const square = d * d
  return (values, gradients) => {
    const x = values[0]!
    const y = values[1]!
    const above = y * y - square
    gradients[0] = a * x
    gradients[1] = (b * y * above) / square
    return 0.5 * a * x * x + (b * above * above) / (4 * square)
  }
}
