/** GELU in float32, every operation rounded: y = x·Φ(x), dx = dy·(Φ(x) + x·φ(x)). For limits and source see `gelu.ts`. */
import { normalDistribution32, normalExponential32 } from '../../mathematics/float32/normalDistribution32'
import type { Activation } from './activation'

const round = Math.fround
/** 1/√(2π) */
const DENSITY_AT_ZERO = round(0.3989422804014327)
/** Φ is 0 or 1, and the density 0, from here on */
const SATURATION = 40

export const gelu32: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x < -SATURATION ? 0 : x * normalDistribution32(x, normalExponential32(x))
    }
  },
  backward(inputGradients, outputGradients, _outputs, inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputGradients[i]! * slope(inputs[i]!)
  },
}

function slope(value: number): number {
  const below = value > SATURATION ? SATURATION : value
  const x = below < -SATURATION ? -SATURATION : below
  const e = normalExponential32(x)
  return round(normalDistribution32(x, e) + round(x * round(DENSITY_AT_ZERO * e)))
}
