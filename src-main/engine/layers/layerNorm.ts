/**
 * Layer normalisation: every example shifted and divided by its own mean and deviation, over all its M numbers.
 *
 *   x̂ = (x − μ)/√(σ² + ε)        y_j = W_j·x̂_j + b_j        σ² = mean of (x − μ)²
 *   db_j = Σ_rows dy_j        dW_j = Σ_rows dy_j·x̂_j
 *   dx = (dx̂ − mean dx̂ − x̂·mean(dx̂·x̂))/√(σ² + ε), dx̂_j = W_j·dy_j
 *
 * Shapes: W and b (gain and bias of the paper) as one example. Training and evaluation are the same.
 * Variant: as PyTorch's `LayerNorm` over the whole example; Keras normalises the last axis alone, and its ε is 1e-3
 * where PyTorch's is 1e-5.
 * Arithmetic: `kernels/layerNorm64` and `layerNorm32`.
 * Source: Ba, Kiros & Hinton, "Layer normalization", arXiv:1607.06450, 2016, equations 3 and 4.
 */
import type { LayerNormKernels } from '../kernels/layerNormKernels'
import type { Reals } from '../precision'
import type { BoundParameter, Layer, LayerContext, LayerDefinition } from './layer'
import { requireEpsilon } from './requireEpsilon'
import { sizeOf } from './sizeOf'
import type { LayerNormSpecification } from './specification'

/** PyTorch's */
const DEFAULT_EPSILON = 1e-5

class LayerNormLayer implements Layer {
  readonly #kernels: LayerNormKernels
  #gains: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor({ epsilon = DEFAULT_EPSILON }: LayerNormSpecification, { inputShape, maxRows, kernels }: LayerContext) {
    this.#kernels = kernels.layerNorm(sizeOf(inputShape), maxRows, epsilon)
  }

  bind([gains, biases]: readonly BoundParameter[]): void {
    this.#gains = gains
    this.#biases = biases
  }

  initialise(): void {
    this.#gains!.values.fill(1)
    this.#biases!.values.fill(0)
  }

  forward(outputs: Reals, inputs: Reals, rows: number): void {
    this.#kernels.forward(outputs, inputs, this.#gains!.values, this.#biases!.values, rows)
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const { values: W, gradients: dW } = this.#gains!
    this.#kernels.backward(inputGradients, dW, this.#biases!.gradients, outputGradients, inputs, W, rows)
  }
}

export const layerNorm: LayerDefinition<LayerNormSpecification> = {
  measure({ epsilon = DEFAULT_EPSILON }, inputShape) {
    requireEpsilon(epsilon)
    return {
      outputShape: inputShape,
      parameters: [
        { name: 'W', shape: inputShape, isWeight: false },
        { name: 'b', shape: inputShape, isWeight: false },
      ],
      innerNumbers: 0,
    }
  },
  build: (specification, context) => new LayerNormLayer(specification, context),
}
