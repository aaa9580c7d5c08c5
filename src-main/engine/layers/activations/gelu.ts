/**
 * GELU, exact: φ(x) = x·Φ(x), Φ(x) = ½·(1 + erf(x/√2)); φ′(x) = Φ(x) + x·e^(−x²/2)/√(2π).
 *
 * Variant: the error function itself, not its approximation by tanh that Keras and PyTorch offer beside it.
 * Limits: −∞ → 0 with derivative 0, +∞ → +∞ with derivative 1, where PyTorch's product 0·∞ gives NaN.
 * Source: Hendrycks & Gimpel, "Gaussian error linear units", arXiv:1606.08415, 2016, section 2.
 */
import { errorFunction } from '../../mathematics/errorFunction'
import { exponential } from '../../mathematics/exponential'
import type { Activation } from './activation'

const INVERSE_ROOT_TWO = Math.SQRT1_2
/** 1/√(2π) */
const DENSITY_AT_ZERO = 0.3989422804014327
/** Φ is 0 or 1 to the last bit, and the density negligible beside 1, from here on */
const SATURATION = 40

export const gelu: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x < -SATURATION ? 0 : x * distribution(x)
    }
  },
  backward(inputGradients, outputGradients, _outputs, inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputGradients[i]! * slope(inputs[i]!)
  },
}

/** Φ(x) */
function distribution(x: number): number {
  return 0.5 * (1 + errorFunction(x * INVERSE_ROOT_TWO))
}

function slope(x: number): number {
  if (x > SATURATION) return 1
  if (x < -SATURATION) return 0
  return distribution(x) + x * DENSITY_AT_ZERO * exponential(-0.5 * x * x)
}
