/**
 * Logistic sigmoid as a layer: y = 1/(1 + e⁻ˣ), φ′ = y·(1 − y).
 *
 * Source: Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 323, 1986.
 */
import { sigmoid } from '../../mathematics/sigmoid'
import type { Activation } from './activation'

export const logistic: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) outputs[i] = sigmoid(inputs[i]!)
  },
  backward(inputGradients, outputGradients, outputs, _inputs, length) {
    for (let i = 0; i < length; i++) {
      const y = outputs[i]!
      inputGradients[i] = outputGradients[i]! * (y * (1 - y))
    }
  },
}
