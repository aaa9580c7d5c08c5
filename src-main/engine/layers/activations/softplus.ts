/**
 * Softplus: φ(x) = ln(1 + eˣ), φ′(x) = σ(x).
 *
 * Variant: β = 1 and no threshold; PyTorch passes x itself above 20, the same to float32.
 * Source: Dugas, Bengio, Bélisle, Nadeau & Garcia, "Incorporating second-order functional knowledge", NIPS 2000.
 */
import { sigmoid } from '../../mathematics/sigmoid'
import { softplus as softplusOf } from '../../mathematics/softplus'
import type { Activation } from './activation'

export const softplus: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) outputs[i] = softplusOf(inputs[i]!)
  },
  backward(inputGradients, outputGradients, _outputs, inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputGradients[i]! * sigmoid(inputs[i]!)
  },
}
