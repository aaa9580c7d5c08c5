/** The identity, φ(x) = x, φ′ = 1: to say in a document that nothing is applied. */
import type { Activation } from './activation'

export const linear: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) outputs[i] = inputs[i]!
  },
  backward(inputGradients, outputGradients, _outputs, _inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputGradients[i]!
  },
}
