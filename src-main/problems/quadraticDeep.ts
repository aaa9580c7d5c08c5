/**
 * A quadratic bowl of many dimensions: curvatures spread from λmax down to λmax/κ.
 *
 *   L(x) = ½ Σ λᵢ yᵢ²        y = x, or Q·x with mixed axes        dL/dx = λ∘y, or Qᵀ·(λ∘y)
 *
 * λ: `spectrum.ts`; Q: `mixedAxes.ts`. With the axes as they are, one rate for every element is exactly what is needed;
 * with mixed axes an optimizer that scales elements apart cannot tell the directions apart.
 * Smallest loss 0 at x = 0. Gradient descent converges for α < 2/λmax, and needs about κ steps for each power of e.
 */
import { choice, flag, integer, real } from '../contract/field'
import type { Sketch } from '../contract/sketch'
import { gradientNoiseField } from './gradientNoiseField'
import { createMixedAxes, type MixedAxes } from './mixedAxes'
import { defineProblem } from './problem'
import { eigenvaluesOf, type SpectrumSettings } from './spectrum'
import { type Surface, surfaceProblem } from './surface'

export const quadraticDeep = defineProblem({
  kind: 'quadraticDeep',
  title: 'Deep quadratic',
  summary: 'A bowl of many directions, each with a curvature of its own.',
  fields: {
    dimensions: integer({
      label: 'Dimensions',
      symbol: 'n',
      default: 100,
      min: 1,
      max: 10_000,
      scale: 'log',
      help: 'Directions, each with its eigenvalue.',
    }),
    conditionNumber: real({
      label: 'Condition',
      symbol: 'κ',
      default: 1000,
      min: 1,
      max: 1e12,
      scale: 'log',
      help: 'The condition number λmax/λmin; gradient descent needs about κ steps for each power of e.',
    }),
    largestEigenvalue: real({
      label: 'Steepest',
      symbol: 'λ_max',
      default: 1,
      above: 0,
      max: 1e12,
      scale: 'log',
      help: 'The largest eigenvalue; gradient descent needs α < 2/λmax.',
    }),
    spectrum: choice({
      label: 'Spectrum',
      default: 'geometric',
      options: [
        { value: 'geometric', label: 'geometric' },
        { value: 'linear', label: 'linear' },
        { value: 'twoClusters', label: 'two clusters' },
      ],
      help: 'How the eigenvalues lie between the largest and the smallest; two clusters: a steep tenth and a shallow rest.',
    }),
    hasMixedAxes: flag({
      label: 'Mixed axes',
      default: false,
      help: 'Turns the bowl by a rotation drawn from the seed, so that no direction is that of one element.',
    }),
    startDistance: real({
      label: 'Start',
      symbol: 'x₀',
      default: 1,
      min: -1e6,
      max: 1e6,
      help: 'Every element starts at it.',
    }),
    gradientNoise: gradientNoiseField,
  },
  defaults: { budget: { steps: 1000 }, precision: 'float64' },
  hasEpochs: false,
  sketch: (settings) => spectrumSketch(settings),
  build({ hasMixedAxes, startDistance, gradientNoise, ...settings }, context) {
    const { dimensions } = settings
    const start = Array.from({ length: dimensions }, () => startDistance)
    const axes = hasMixedAxes ? createMixedAxes(dimensions, context.seed) : null
    const optimum = { values: start.map(() => 0), loss: 0 }
    const lossAndGradient = bowl(eigenvaluesOf(settings), axes)
    return surfaceProblem({ start, gradientNoise, optimum, lossAndGradient }, context)
  },
})

function bowl(lambda: Float64Array, axes: MixedAxes | null): Surface['lossAndGradient'] {
  const y = new Float64Array(lambda.length)
  return (values, gradients) => {
    y.set(values)
    axes?.mix(y)
    let sum = 0
    for (let i = 0; i < y.length; i++) {
      const slope = lambda[i]! * y[i]!
      sum += slope * y[i]!
      y[i] = slope
    }
    axes?.unmix(y)
    gradients.set(y)
    return 0.5 * sum
  }
}

/** More could not be told apart in a form. */
const mostSketchedPoints = 400

/** The eigenvalues of a bowl of many dimensions as a picture: λ by its place, the steepest first. */
function spectrumSketch(settings: SpectrumSettings): Sketch {
  const { dimensions } = settings
  const values = eigenvaluesOf(settings)
  const count = Math.min(dimensions, mostSketchedPoints)
  const places = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (dimensions - 1)) / (count - 1)),
  )
  const shown = places.map((place) => values[place] ?? Number.NaN)
  return {
    title: 'Spectrum',
    xTitle: 'direction',
    yTitle: 'λ',
    style: 'points',
    x: places.map((place) => place + 1),
    low: shown,
    high: shown,
    note: '',
  }
}
