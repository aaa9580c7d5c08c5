/**
 * L2 on the loss: ½·λ·Σ w² over chosen parameters, whose gradient λ·w is part of the gradient (coupled).
 *
 * Variant: with the factor ½ and a sum, not a mean, so that λ is PyTorch's `weight_decay` (Keras' `l2` is λ/2, and
 * penalises what each layer says). Coupled: an adaptive optimizer divides λ·w as it divides the rest of the gradient,
 * unlike decoupled weight decay (Loshchilov & Hutter, 2019).
 *   weights  matrices of dense layers and kernels of convolutions: Goodfellow, Bengio & Courville, "Deep learning", 7.1
 *   all      biases and gains too, as PyTorch's optimizers do with all they are given
 * Source: Krogh & Hertz, "A simple weight decay can improve generalization", NIPS 1991, equation 2.
 */
import { addScaled } from './kernels/addScaled'
import type { BoundParameter } from './layers/layer'
import type { Precision } from './precision'

export type L2Scope = 'weights' | 'all'

export class L2Penalty {
  readonly #strength: number
  readonly #parameters: readonly BoundParameter[]

  /** @param strength λ, finite and ≥ 0; rounded to the precision */
  constructor(strength: number, parameters: readonly BoundParameter[], precision: Precision) {
    this.#strength = precision === 'float32' ? Math.fround(strength) : strength
    this.#parameters = parameters
  }

  /** The penalty at the present values: a float64 sum, parameters in order and elements in order. */
  value(): number {
    let squares = 0
    for (const { values } of this.#parameters)
      for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!
    return 0.5 * this.#strength * squares
  }

  /** Adds λ·w to the gradients. */
  addGradients(): void {
    for (const { values, gradients } of this.#parameters) addScaled(gradients, values, this.#strength)
  }
}
