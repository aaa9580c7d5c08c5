/**
 * The quadratic bowl: every direction its own curvature.
 *
 *   L(x) = ½ Σ λᵢ yᵢ²      y = Rᵀ·x      dL/dx = R·(λ ∘ y)
 *
 * R rotates by the angle given, in two dimensions only; without rotation y = x. Smallest loss 0 at x = 0. Gradient descent
 * converges for α < 2/λmax; the condition number λmax/λmin says how long it takes.
 * Units: L in loss, λ in loss/[x]².
 */
import { real, reals } from '../contract/field'
import { cosine, sine } from '../engine/mathematics/sine'
import { gradientNoiseField } from './gradientNoiseField'
import { defineProblem } from './problem'
import { type Surface, surfaceProblem } from './surface'

const largestDimension = 10_000

export const quadratic = defineProblem({
  kind: 'quadratic',
  title: 'Quadratic bowl',
  summary: 'Loss ½ Σ λᵢ xᵢ²: steep in one direction, shallow in another.',
  fields: {
    eigenvalues: reals({
      label: 'Eigenvalues',
      symbol: 'λ',
      default: [1, 50],
      above: 0,
      max: 1e12,
      minLength: 1,
      maxLength: largestDimension,
      help: 'Curvature of each direction; gradient descent needs α < 2/λmax.',
    }),
    rotationDegrees: real({
      label: 'Rotation',
      default: 0,
      min: -360,
      max: 360,
      help: 'Turns the bowl by so many degrees; in two dimensions only.',
    }),
    start: reals({
      label: 'Start',
      symbol: 'x₀',
      default: [-8, 1.5],
      min: -1e12,
      max: 1e12,
      minLength: 1,
      maxLength: largestDimension,
      help: 'Where training starts, one number a direction.',
    }),
    gradientNoise: gradientNoiseField,
  },
  defaults: { budget: { steps: 400 }, precision: 'float64' },
  hasEpochs: false,
  window: { x: [-10, 10], y: [-3, 3] },
  check({ eigenvalues, rotationDegrees, start }) {
    const problems = []
    if (start.length !== eigenvalues.length) {
      problems.push({
        path: 'start',
        message: `has ${start.length} numbers, must have ${eigenvalues.length}, one for each of eigenvalues`,
      })
    }
    if (rotationDegrees !== 0 && eigenvalues.length !== 2) {
      problems.push({
        path: 'rotationDegrees',
        message: `= ${rotationDegrees}, must be 0 unless there are two eigenvalues (here ${eigenvalues.length})`,
      })
    }
    return problems
  },
  build({ eigenvalues, rotationDegrees, start, gradientNoise }, context) {
    const bowl = rotationDegrees === 0 ? straightBowl(eigenvalues) : rotatedBowl(eigenvalues, rotationDegrees)
    const optimum = { values: start.map(() => 0), loss: 0 }
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient: bowl }, context)
  },
})

function straightBowl(eigenvalues: readonly number[]): Surface['lossAndGradient'] {
  const lambda = Float64Array.from(eigenvalues)
  return (x, gradients) => {
    let sum = 0
    for (let i = 0; i < lambda.length; i++) {
      const slope = lambda[i]! * x[i]!
      sum += slope * x[i]!
      gradients[i] = slope
    }
    return 0.5 * sum
  }
}

function rotatedBowl([first = 0, second = 0]: readonly number[], degrees: number): Surface['lossAndGradient'] {
  const angle = (degrees * Math.PI) / 180
  const c = cosine(angle)
  const s = sine(angle)
  return (x, gradients) => {
    const y0 = c * x[0]! + s * x[1]!
    const y1 = c * x[1]! - s * x[0]!
    const slope0 = first * y0
    const slope1 = second * y1
    gradients[0] = c * slope0 - s * slope1
    gradients[1] = s * slope0 + c * slope1
    return 0.5 * (slope0 * y0 + slope1 * y1)
  }
}
