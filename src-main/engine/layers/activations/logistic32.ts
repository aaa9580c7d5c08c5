/**
 * Logistic sigmoid in float32, every operation rounded: y = σ(x), dx = dy·(y·(1 − y)). For the source see `logistic.ts`.
 */
import { sigmoid32 } from '../../mathematics/float32/sigmoid32'
import type { Activation } from './activation'

const round = Math.fround

export const logistic32: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) outputs[i] = sigmoid32(inputs[i]!)
  },
  backward(inputGradients, outputGradients, outputs, _inputs, length) {
    for (let i = 0; i < length; i++) {
      const y = outputs[i]!
      inputGradients[i] = outputGradients[i]! * round(y * round(1 - y))
    }
  },
}
