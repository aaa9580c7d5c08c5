/**
 * Leaky ReLU: φ(x) = x for x > 0 and slope·x otherwise; φ′(x) = 1 for x > 0 and slope otherwise, also at 0.
 *
 * Source: Maas, Hannun & Ng, "Rectifier nonlinearities improve neural network acoustic models", ICML workshop 2013,
 * whose slope is 0.01. The value at 0 is that of PyTorch.
 */
import type { Activation } from './activation'

export const leakyRelu: Activation = {
  forward(outputs, inputs, length, slope) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x > 0 ? x : slope * x
    }
  },
  backward(inputGradients, outputGradients, _outputs, inputs, length, slope) {
    for (let i = 0; i < length; i++) {
      const g = outputGradients[i]!
      inputGradients[i] = inputs[i]! > 0 ? g : slope * g
    }
  },
}
