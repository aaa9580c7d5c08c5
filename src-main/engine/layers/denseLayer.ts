/**
 * Dense layer: every output is a weighted sum of every input, plus a bias.
 *
 *   Y = X·W + b        dW = Xᵀ·dY        db = Σ_rows dY        dX = dY·Wᵀ
 *
 * Shapes: X rows × inputs, W [inputs, units], b [units], Y rows × units. dY is the gradient of the mean loss, so dW and
 * db need no further division. Arithmetic and order of sums: `kernels/denseKernels`.
 * Initial values: W by the initialiser (default heNormal) with fan-in = inputs and fan-out = units; b = 0.
 */
import type { Generator } from '../generator'
import { type InitialiserName, initialisers } from '../initialisers'
import type { DenseKernels } from '../kernels/denseKernels'
import type { Reals } from '../precision'
import type { BoundParameter, Layer, LayerContext, LayerDefinition } from './layer'

export interface DenseSpecification {
  readonly kind: 'dense'
  readonly name?: string | undefined
  readonly units: number
  readonly initialiser?: InitialiserName | undefined
}

class DenseLayer implements Layer {
  readonly outputShape: readonly number[]
  readonly declarations
  readonly #kernels: DenseKernels
  readonly #inputs: number
  readonly #units: number
  readonly #fill
  #weights: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor(specification: DenseSpecification, context: LayerContext) {
    const { units, initialiser = 'heNormal' } = specification
    const [inputs] = context.inputShape
    if (inputs === undefined || context.inputShape.length !== 1) {
      throw new RangeError(
        `input shape of ${context.name} = [${context.inputShape.join(', ')}], must have one dimension`,
      )
    }
    if (!Number.isSafeInteger(units) || units < 1) {
      throw new RangeError(`units of ${context.name} = ${units}, must be an integer ≥ 1`)
    }
    if (!Object.hasOwn(initialisers, initialiser)) {
      const allowed = Object.keys(initialisers).join(', ')
      throw new RangeError(`initialiser of ${context.name} = ${initialiser}, must be one of ${allowed}`)
    }
    this.#inputs = inputs
    this.#units = units
    this.#kernels = context.kernels.dense
    this.#fill = initialisers[initialiser]
    this.outputShape = [units]
    this.declarations = [
      { name: `${context.name}.W`, shape: [inputs, units] },
      { name: `${context.name}.b`, shape: [units] },
    ]
  }

  bind([weights, biases]: readonly BoundParameter[]): void {
    this.#weights = weights
    this.#biases = biases
  }

  initialise(generator: Generator): void {
    this.#fill(this.#weights!.values, this.#inputs, this.#units, generator)
    this.#biases!.values.fill(0)
  }

  forward(outputs: Reals, inputs: Reals, rows: number): void {
    const W = this.#weights!.values
    const b = this.#biases!.values
    this.#kernels.forward(outputs, inputs, W, b, rows, this.#inputs, this.#units)
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const dW = this.#weights!.gradients
    const db = this.#biases!.gradients
    this.#kernels.parameterGradients(dW, db, outputGradients, inputs, rows, this.#inputs, this.#units)
    if (inputGradients === null) return
    const W = this.#weights!.values
    this.#kernels.inputGradients(inputGradients, outputGradients, W, rows, this.#inputs, this.#units)
  }
}

export const dense: LayerDefinition<DenseSpecification> = {
  build: (specification, context) => new DenseLayer(specification, context),
}
