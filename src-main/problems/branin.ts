/**
 * Branin's function: a bent valley with three lowest points, all as low.
 *
 *   L(x, y) = a·u² + s·(1 − t)·cos x + s        u = y − b·x² + c·x − r
 *   dL/dx = 2a·u·(c − 2b·x) − s·(1 − t)·sin x        dL/dy = 2a·u
 *
 *   a = 1, b = 5.1/(4π²), c = 5/π, r = 6, s = 10, t = 1/(8π)
 *
 * Smallest loss s·t = 10/(8π) ≈ 0.3979 where u = 0 and cos x = −1: at (−π, 12.275), (π, 2.275), (3π, 2.475) of the usual
 * window, and outside of it at every other odd multiple of π.
 * Source: Dixon & Szegö, "The global optimization problem: an introduction", 1978.
 */
import { cosine, sine } from '../engine/mathematics/sine'
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem } from './problem'
import { startField } from './startField'
import { type Surface, surfaceProblem } from './surface'

const b = 5.1 / (4 * Math.PI * Math.PI)
const c = 5 / Math.PI
const r = 6
const s = 10
const t = 1 / (8 * Math.PI)

export const branin = defineProblem({
  kind: 'branin',
  title: 'Branin',
  summary: 'A bent valley with three lowest points, all as low.',
  source: 'Dixon & Szegö, 1978',
  fields: { start: startField([6, 12]), gradientNoise: gradientNoiseField },
  defaults: { budget: { steps: 1000 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-5, 10], y: [0, 15] },
  build({ start, gradientNoise }, context) {
    const alsoAt = [
      [-Math.PI, 12.275],
      [3 * Math.PI, 2.475],
    ]
    const optimum = { values: [Math.PI, 2.275], alsoAt, loss: s * t }
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient }, context)
  },
})

const lossAndGradient: Surface['lossAndGradient'] = (values, gradients) => {
  const x = values[0]!
  const u = values[1]! - b * x * x + c * x - r
  gradients[0] = 2 * u * (c - 2 * b * x) - s * (1 - t) * sine(x)
  gradients[1] = 2 * u
  return u * u + s * (1 - t) * cosine(x) + s
}
