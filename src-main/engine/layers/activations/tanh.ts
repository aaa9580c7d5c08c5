/**
 * Hyperbolic tangent: y = tanh x, φ′ = 1 − y².
 *
 * Source: LeCun, Bottou, Orr & Müller, "Efficient BackProp", 1998, section 4.4 (without its scaling).
 */
import { hyperbolicTangent } from '../../mathematics/hyperbolicTangent'
import type { Activation } from './activation'

export const tanh: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) outputs[i] = hyperbolicTangent(inputs[i]!)
  },
  backward(inputGradients, outputGradients, outputs, _inputs, length) {
    for (let i = 0; i < length; i++) {
      const y = outputs[i]!
      inputGradients[i] = outputGradients[i]! * (1 - y * y)
    }
  },
}
