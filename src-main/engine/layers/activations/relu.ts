/**
 * ReLU: φ(x) = max(x, 0), φ′(x) = 1 for x > 0 and 0 otherwise, also at 0. NaN stays NaN; −0 stays −0.
 *
 * Source: Nair & Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010. The value at 0 is
 * that of PyTorch.
 */
import type { Activation } from './activation'

export const relu: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x < 0 ? 0 : x
    }
  },
  backward(inputGradients, outputGradients, outputs, _inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputs[i]! <= 0 ? 0 : outputGradients[i]!
  },
}
