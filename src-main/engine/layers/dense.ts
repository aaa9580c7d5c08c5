/**
 * Dense layer: every output is a weighted sum of every input, plus a bias.
 *
 *   Y = X·W + b        dW = Xᵀ·dY        db = Σ_rows dY        dX = dY·Wᵀ
 *
 * Shapes: X rows × inputs, W [inputs, units], b [units], Y rows × units. dY is the gradient of the mean loss, so dW and
 * db need no further division. Order of sums: b first, then the products as `matrixProduct` has them.
 * An input of several dimensions is taken as it lies in memory, as after `flatten`.
 * Initial values: W by the initialiser (default heNormal) with fan-in = inputs and fan-out = units; b = 0.
 */
import type { Generator } from '../generator'
import { initialiserNamed } from '../initialisers'
import { columnSums } from '../kernels/columnSums'
import type { MatrixProducts } from '../kernels/matrixProduct'
import { repeatRow } from '../kernels/repeatRow'
import type { Reals } from '../precision'
import type { BoundParameter, Layer, LayerContext, LayerDefinition, LayerMeasure } from './layer'
import { requireCount } from './requireCount'
import { sizeOf } from './sizeOf'
import type { DenseSpecification } from './specification'

const DEFAULT_INITIALISER = 'heNormal'

/** Y rows × units, from X rows × inputs, W inputs × units, b units. Overwrites Y. */
export function denseForward(
  Y: Reals,
  X: Reals,
  W: Reals,
  b: Reals,
  rows: number,
  inputs: number,
  units: number,
  products: MatrixProducts,
): void {
  repeatRow(Y, b, rows, units)
  products.plain(Y, X, W, rows, inputs, units)
}

/** dW inputs × units and db units, from dY rows × units, X rows × inputs. Overwrites dW and db. */
export function denseParameterGradients(
  dW: Reals,
  db: Reals,
  dY: Reals,
  X: Reals,
  rows: number,
  inputs: number,
  units: number,
  products: MatrixProducts,
): void {
  dW.fill(0)
  products.leftTransposed(dW, X, dY, inputs, rows, units)
  columnSums(db, dY, rows, units)
}

/** dX rows × inputs, from dY rows × units, W inputs × units. Overwrites dX. */
export function denseInputGradients(
  dX: Reals,
  dY: Reals,
  W: Reals,
  rows: number,
  inputs: number,
  units: number,
  products: MatrixProducts,
): void {
  dX.fill(0, 0, rows * inputs)
  products.rightTransposed(dX, dY, W, rows, units, inputs)
}

class DenseLayer implements Layer {
  readonly #products: MatrixProducts
  readonly #inputs: number
  readonly #units: number
  readonly #specification: DenseSpecification
  #weights: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor(specification: DenseSpecification, context: LayerContext) {
    this.#inputs = sizeOf(context.inputShape)
    this.#units = specification.units
    this.#products = context.products
    this.#specification = specification
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
    denseForward(outputs, inputs, W, b, rows, this.#inputs, this.#units, this.#products)
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const dW = this.#weights!.gradients
    const db = this.#biases!.gradients
    denseParameterGradients(dW, db, outputGradients, inputs, rows, this.#inputs, this.#units, this.#products)
    if (inputGradients === null) return
    const W = this.#weights!.values
    denseInputGradients(inputGradients, outputGradients, W, rows, this.#inputs, this.#units, this.#products)
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
