/**
 * SiLU in float32, every operation rounded: y = x·σ(x), dx = dy·σ(x)·(1 + x·(1 − σ(x))).
 *
 * For limits and source see `silu.ts`.
 */
import { sigmoid32 } from '../../mathematics/float32/sigmoid32'
import type { Activation } from './activation'

const round = Math.fround

export const silu32: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x === Number.NEGATIVE_INFINITY ? 0 : x * sigmoid32(x)
    }
  },
  backward(inputGradients, outputGradients, _outputs, inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputGradients[i]! * slope(inputs[i]!)
  },
}

function slope(x: number): number {
  const s = sigmoid32(x)
  return s === 0 || s === 1 ? s : round(s * round(1 + round(x * round(1 - s))))
}
