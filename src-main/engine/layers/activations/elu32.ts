/** ELU in float32, every operation rounded: y = x or α·(eˣ − 1), dx = dy or dy·(y + α). For the source see `elu.ts`. */
import { exponentialMinusOne32 } from '../../mathematics/float32/exponentialMinusOne32'
import type { Activation } from './activation'

const round = Math.fround

export const elu32: Activation = {
  forward(outputs, inputs, length, alpha) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x > 0 ? x : alpha * exponentialMinusOne32(x)
    }
  },
  backward(inputGradients, outputGradients, outputs, inputs, length, alpha) {
    for (let i = 0; i < length; i++) {
      const g = outputGradients[i]!
      inputGradients[i] = inputs[i]! > 0 ? g : g * round(outputs[i]! + alpha)
    }
  },
}
