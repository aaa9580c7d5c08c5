/**
 * SiLU (swish with β = 1): φ(x) = x·σ(x), φ′(x) = σ(x)·(1 + x·(1 − σ(x))).
 *
 * Limits: −∞ → 0 with derivative 0, +∞ → +∞ with derivative 1.
 * Source: Elfwing, Uchibe & Doya, "Sigmoid-weighted linear units", Neural Networks 107, 2018; Ramachandran, Zoph & Le,
 * "Searching for activation functions", 2017.
 */
import { sigmoid } from '../../mathematics/sigmoid'
import type { Activation } from './activation'

export const silu: Activation = {
  forward(outputs, inputs, length) {
    for (let i = 0; i < length; i++) {
      const x = inputs[i]!
      outputs[i] = x === Number.NEGATIVE_INFINITY ? 0 : x * sigmoid(x)
    }
  },
  backward(inputGradients, outputGradients, _outputs, inputs, length) {
    for (let i = 0; i < length; i++) inputGradients[i] = outputGradients[i]! * slope(inputs[i]!)
  },
}

function slope(x: number): number {
  const s = sigmoid(x)
  return s === 0 || s === 1 ? s : s * (1 + x * (1 - s))
}
