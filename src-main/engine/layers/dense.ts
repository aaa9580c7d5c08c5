/**
 * Dense layer: every output is a weighted sum of every input, plus a bias.
 *
 *   Y = X·W + b        dW = Xᵀ·dY        db = Σ_rows dY        dX = dY·Wᵀ
 *
 * Shapes: X rows × inputs, W [inputs, units], b [units], Y rows × units. dY is the gradient of the mean loss, so dW and
 * db need no further division. Arithmetic and order of sums: `kernels/denseKernels`.
 * An input of several dimensions is taken as it lies in memory, as after `flatten`.
 * Initial values: W by the initialiser (default heNormal) with fan-in = inputs and fan-out = units; b = 0.
 * Source: Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 323, 1986.
 */
import type { Generator } from '../generator'
import { initialiserNamed } from '../initialisers'
import type { DenseKernels } from '../kernels/denseKernels'
import type { Reals } from '../precision'
import { type Share, startOfShare } from '../threads/share'
import type { BoundParameter, Layer, LayerContext, LayerDefinition, LayerMeasure, LayerParts } from './layer'
import { requireCount } from './requireCount'
import { sizeOf } from './sizeOf'
import type { DenseSpecification } from './specification'

const DEFAULT_INITIALISER = 'heNormal'
/** Rows of dW that kernels compute together. */
const TILE_ROWS = 4

class DenseLayer implements Layer {
  readonly #kernels: DenseKernels
  readonly #inputs: number
  readonly #units: number
  readonly #specification: DenseSpecification
  #weights: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor(specification: DenseSpecification, context: LayerContext) {
    this.#inputs = sizeOf(context.inputShape)
    this.#units = specification.units
    this.#kernels = context.kernels.dense
    this.#specification = specification
  }

  readonly parts: LayerParts = {
    forward: (outputs, inputs, rows) => this.forward(outputs, inputs, rows),
    inputGradients: (inputGradients, outputGradients, _outputs, _inputs, rows) => {
      const W = this.#weights!.values
      this.#kernels.inputGradients(inputGradients, outputGradients, W, rows, this.#inputs, this.#units)
    },
    parameterGradients: (outputGradients, inputs, rows, share) =>
      this.#parameterGradients(outputGradients, inputs, rows, share),
  }

  bind([weights, biases]: readonly BoundParameter[]): void {
    this.#weights = weights
    this.#biases = biases
  }

  initialise(generator: Generator): void {
    const { initialiser = DEFAULT_INITIALISER, constant = 0 } = this.#specification
    const [fanIn, fanOut] = [this.#inputs, this.#units]
    const setting = { fanIn, fanOut, rows: fanIn, columns: fanOut, value: constant }
    initialiserNamed(initialiser)(this.#weights!.values, setting, generator)
    this.#biases!.values.fill(0)
  }

  forward(outputs: Reals, inputs: Reals, rows: number): void {
    const W = this.#weights!.values
    const b = this.#biases!.values
    this.#kernels.forward(outputs, inputs, W, b, rows, this.#inputs, this.#units)
  }

  forwardRectified(outputs: Reals, inputs: Reals, rows: number): void {
    const W = this.#weights!.values
    const b = this.#biases!.values
    this.#kernels.forwardRectified(outputs, inputs, W, b, rows, this.#inputs, this.#units)
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const dW = this.#weights!.gradients
    const db = this.#biases!.gradients
    this.#kernels.parameterGradients(dW, db, outputGradients, inputs, rows, this.#inputs, this.#units)
    if (inputGradients === null) return
    const W = this.#weights!.values
    this.#kernels.inputGradients(inputGradients, outputGradients, W, rows, this.#inputs, this.#units)
  }

  /** Rows of dW in equal parts; db is little, and the last share's. */
  #parameterGradients(dY: Reals, X: Reals, rows: number, { index, count }: Share): void {
    const from = startOfShare(this.#inputs, index, count, TILE_ROWS)
    const to = startOfShare(this.#inputs, index + 1, count, TILE_ROWS)
    this.#kernels.weightGradients(this.#weights!.gradients, dY, X, rows, this.#inputs, this.#units, from, to)
    if (index === count - 1) this.#kernels.biasGradients(this.#biases!.gradients, dY, rows, this.#units)
  }
}

function measureDense(specification: DenseSpecification, inputShape: readonly number[]): LayerMeasure {
  const { units, initialiser = DEFAULT_INITIALISER } = specification
  requireCount('units', units)
  initialiserNamed(initialiser)
  return {
    outputShape: [units],
    parameters: [
      { name: 'W', shape: [sizeOf(inputShape), units], isWeight: true },
      { name: 'b', shape: [units], isWeight: false },
    ],
    innerNumbers: 0,
  }
}

export const dense: LayerDefinition<DenseSpecification> = {
  measure: measureDense,
  build: (specification, context) => new DenseLayer(specification, context),
}
