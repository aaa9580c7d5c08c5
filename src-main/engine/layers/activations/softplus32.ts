/**
 * Softplus in float32, every operation rounded: y = max(x, 0) + ln(1 + e^(−|x|)), dx = dy·σ(x).
 *
 * For the source see `softplus.ts`.
 */
import { exponential32 } from '../../mathematics/float32/exponential32'
import { logarithmOnePlus32 } from '../../mathematics/float32/logarithm32'
import { sigmoid32 } from '../../mathematics/float32/sigmoid32'
import type { Activation } from './activation'

export const softplus32: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = (x < 0 ? 0 : x) + logarithmOnePlus32(exponential32(-Math.abs(x)))
    }
  },
  backward(inputGradients, outputGradients, _outputs, inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputGradients[i]! * sigmoid32(inputs[i]!)
  },
}
