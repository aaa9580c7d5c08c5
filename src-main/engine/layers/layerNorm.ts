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
 * Arithmetic: float64, sums in the order of the numbers; dW and db add rows in order and round on every store.
 * Source: Ba, Kiros & Hinton, "Layer normalization", arXiv:1607.06450, 2016, equations 3 and 4.
 */
import type { Reals } from '../precision'
import type { BoundParameter, Layer, LayerContext, LayerDefinition } from './layer'
import { requireEpsilon } from './requireEpsilon'
import { sizeOf } from './sizeOf'
import type { LayerNormSpecification } from './specification'

/** PyTorch's */
const DEFAULT_EPSILON = 1e-5

class LayerNormLayer implements Layer {
  readonly #size: number
  readonly #epsilon: number
  /** of each row of the last pass: μ and 1/√(σ² + ε) */
  readonly #mean: Float64Array
  readonly #inverse: Float64Array
  #gains: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor(specification: LayerNormSpecification, { inputShape, maxRows }: LayerContext) {
    this.#size = sizeOf(inputShape)
    this.#epsilon = specification.epsilon ?? DEFAULT_EPSILON
    this.#mean = new Float64Array(maxRows)
    this.#inverse = new Float64Array(maxRows)
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
    const W = this.#gains!.values
    const b = this.#biases!.values
    const size = this.#size
    for (let row = 0; row < rows; row++) {
      const start = row * size
      let sum = 0
      for (let j = 0; j < size; j++) sum += inputs[start + j]!
      const mean = sum / size
      let squares = 0
      for (let j = 0; j < size; j++) squares += (inputs[start + j]! - mean) * (inputs[start + j]! - mean)
      const inverse = 1 / Math.sqrt(squares / size + this.#epsilon)
      for (let j = 0; j < size; j++) outputs[start + j] = (inputs[start + j]! - mean) * inverse * W[j]! + b[j]!
      this.#mean[row] = mean
      this.#inverse[row] = inverse
    }
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const W = this.#gains!.values
    const dW = this.#gains!.gradients
    const db = this.#biases!.gradients
    const size = this.#size
    dW.fill(0)
    db.fill(0)
    for (let row = 0; row < rows; row++) {
      const start = row * size
      const mean = this.#mean[row]!
      const inverse = this.#inverse[row]!
      let sum = 0
      let sumWithNormal = 0
      for (let j = 0; j < size; j++) {
        const g = outputGradients[start + j]!
        const normal = (inputs[start + j]! - mean) * inverse
        dW[j] = dW[j]! + g * normal
        db[j] = db[j]! + g
        sum += g * W[j]!
        sumWithNormal += g * W[j]! * normal
      }
      if (inputGradients === null) continue
      for (let j = 0; j < size; j++) {
        const normal = (inputs[start + j]! - mean) * inverse
        const g = outputGradients[start + j]! * W[j]!
        inputGradients[start + j] = inverse * (g - (sum + normal * sumWithNormal) / size)
      }
    }
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
