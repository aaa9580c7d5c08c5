/**
 * Himmelblau's function: four lowest points, all as low; where training ends depends on the path.
 *
 *   L(x, y) = u² + v²        u = x² + y − 11        v = x + y² − 7
 *   dL/dx = 4x·u + 2v        dL/dy = 2u + 4y·v
 *
 * Smallest loss 0 at (3, 2) and, the other roots of u = v = 0 to 16 digits, near (−2.805, 3.131), (−3.779, −3.283) and
 * (3.584, −1.848).
 * Source: Himmelblau, "Applied Nonlinear Programming", 1972. Roots: mpmath 1.3, `findroot` with 30 digits.
 */
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem } from './problem'
import { startField } from './startField'
import { type Surface, surfaceProblem } from './surface'

const otherRoots = [
  [-2.805118086952745, 3.131312518250573],
  [-3.779310253377747, -3.2831859912861696],
  [3.5844283403304917, -1.8481265269644036],
]

export const himmelblau = defineProblem({
  kind: 'himmelblau',
  title: 'Himmelblau',
  summary: 'Four lowest points, all as low.',
  source: 'Himmelblau, 1972',
  fields: { start: startField([0, 0]), gradientNoise: gradientNoiseField },
  defaults: { budget: { steps: 1000 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-6, 6], y: [-6, 6] },
  build({ start, gradientNoise }, context) {
    const optimum = { values: [3, 2], alsoAt: otherRoots, loss: 0 }
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient }, context)
  },
})

const lossAndGradient: Surface['lossAndGradient'] = (values, gradients) => {
  const x = values[0]!
  const y = values[1]!
  const u = x * x + y - 11
  const v = x + y * y - 7
  gradients[0] = 4 * x * u + 2 * v
  gradients[1] = 2 * u + 4 * y * v
  return u * u + v * v
}
