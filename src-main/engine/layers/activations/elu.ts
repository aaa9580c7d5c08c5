/**
 * ELU: φ(x) = x for x > 0 and α·(eˣ − 1) otherwise; φ′(x) = 1 for x > 0 and φ(x) + α otherwise, also at 0.
 *
 * Source: Clevert, Unterthiner & Hochreiter, "Fast and accurate deep network learning by exponential linear units",
 * ICLR 2016, equation 15; α = 1 there. The value at 0 is that of PyTorch.
 */
import { exponentialMinusOne } from '../../mathematics/exponentialMinusOne'
import type { Activation } from './activation'

export const elu: Activation = {
  forward(outputs, inputs, length, alpha) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x > 0 ? x : alpha * exponentialMinusOne(x)
    }
  },
  backward(inputGradients, outputGradients, outputs, inputs, length, alpha) {
    for (let i = 0; i < length; i++) {
      const g = outputGradients[i]!
      inputGradients[i] = inputs[i]! > 0 ? g : g * (outputs[i]! + alpha)
    }
  },
}
