/**
 * Hyperbolic tangent in float32, every operation rounded: y = tanh x, dx = dy·(1 − y·y). For the source see `tanh.ts`.
 */
import { hyperbolicTangent32 } from '../../mathematics/float32/hyperbolicTangent32'
import type { Activation } from './activation'

const round = Math.fround

export const tanh32: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) outputs[i] = hyperbolicTangent32(inputs[i]!)
  },
  backward(inputGradients, outputGradients, outputs, _inputs, length) {
    for (let i = 0; i < length; i++) {
      const y = outputs[i]!
      inputGradients[i] = outputGradients[i]! * round(1 - round(y * y))
    }
  },
}
