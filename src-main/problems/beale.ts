/**
 * Beale's function: a narrow bent valley between steep corners, nearly flat around its lowest point.
 *
 *   L(x, y) = Σᵢ (cᵢ − x + x·yⁱ)²        c = 1.5, 2.25, 2.625        i = 1, 2, 3
 *   dL/dx = Σᵢ 2·rᵢ·(yⁱ − 1)        dL/dy = Σᵢ 2·rᵢ·i·x·yⁱ⁻¹        rᵢ = cᵢ − x + x·yⁱ
 *
 * Smallest loss 0 at (3, 0.5) alone.
 * Source: Beale, "On an iterative method for finding a local minimum of a function of more than one variable", 1958.
 */
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem } from './problem'
import { startField } from './startField'
import { type Surface, surfaceProblem } from './surface'

export const beale = defineProblem({
  kind: 'beale',
  title: 'Beale',
  summary: 'A narrow bent valley between steep corners, nearly flat around its lowest point.',
  source: 'Beale, 1958',
  fields: { start: startField([1, 1.5]), gradientNoise: gradientNoiseField },
  defaults: { budget: { steps: 2000 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-4.5, 4.5], y: [-4.5, 4.5] },
  build({ start, gradientNoise }, context) {
    const optimum = { values: [3, 0.5], loss: 0 }
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient }, context)
  },
})

const lossAndGradient: Surface['lossAndGradient'] = (values, gradients) => {
  const x = values[0]!
  const y = values[1]!
  const square = y * y
  const cube = square * y
  const r1 = 1.5 - x + x * y
  const r2 = 2.25 - x + x * square
  const r3 = 2.625 - x + x * cube
  gradients[0] = 2 * (r1 * (y - 1) + r2 * (square - 1) + r3 * (cube - 1))
  gradients[1] = 2 * x * (r1 + 2 * r2 * y + 3 * r3 * square)
  return r1 * r1 + r2 * r2 + r3 * r3
}
