/**
 * The three products of a dense layer, each overwriting its result.
 *
 *   Y = X·W + b, or ReLU of that        dW = Xᵀ·dY, db = Σ_rows dY        dX = dY·Wᵀ
 *
 * Shapes: X rows × inputs, W inputs × units, b units, Y rows × units. Order of sums: b (or zero) first, then the
 * products as `matrixProduct` has them.
 */
import { relu } from '../layers/activations/relu'
import type { Reals } from '../precision'
import type { MatrixProducts } from './matrixProduct'
import { repeatRow } from './repeatRow'

export interface DenseKernels {
  /** Overwrites Y. */
  forward(Y: Reals, X: Reals, W: Reals, b: Reals, rows: number, inputs: number, units: number): void
  /** As `forward`, then ReLU. Overwrites Y. */
  forwardRectified(Y: Reals, X: Reals, W: Reals, b: Reals, rows: number, inputs: number, units: number): void
  /** Overwrites dW and db. */
  parameterGradients(dW: Reals, db: Reals, dY: Reals, X: Reals, rows: number, inputs: number, units: number): void
  /** Of dW the rows in [from, to) alone, which it overwrites: each the weights that one input has. */
  weightGradients(
    dW: Reals,
    dY: Reals,
    X: Reals,
    rows: number,
    inputs: number,
    units: number,
    from: number,
    to: number,
  ): void
  /** Overwrites db. */
  biasGradients(db: Reals, dY: Reals, rows: number, units: number): void
  /** Overwrites dX. */
  inputGradients(dX: Reals, dY: Reals, W: Reals, rows: number, inputs: number, units: number): void
}

/** From products that add to what is there. */
export function denseKernels(products: MatrixProducts): DenseKernels {
  const forward: DenseKernels['forward'] = (Y, X, W, b, rows, inputs, units) => {
    repeatRow(Y, b, rows, units)
    products.plain(Y, X, W, rows, inputs, units)
  }
  return {
    forward,
    forwardRectified(Y, X, W, b, rows, inputs, units) {
      forward(Y, X, W, b, rows, inputs, units)
      relu.forward(Y, Y, rows * units, 0)
    },
    parameterGradients(dW, db, dY, X, rows, inputs, units) {
      dW.fill(0)
      products.leftTransposed(dW, X, dY, inputs, rows, units)
      columnSums(db, dY, rows, units)
    },
    weightGradients(dW, dY, X, rows, inputs, units, from, to) {
      // the columns asked for, put together; allocates, as the reference is not what several threads use
      const columns = X.slice(0, rows * (to - from))
      for (let row = 0; row < rows; row++) {
        for (let i = from; i < to; i++) columns[row * (to - from) + i - from] = X[row * inputs + i]!
      }
      const part = dW.subarray(from * units, to * units)
      part.fill(0)
      products.leftTransposed(part, columns, dY, to - from, rows, units)
    },
    biasGradients: columnSums,
    inputGradients(dX, dY, W, rows, inputs, units) {
      dX.fill(0, 0, rows * inputs)
      products.rightTransposed(dX, dY, W, rows, units, inputs)
    },
  }
}

/**
 * out[j] ← Σ_i a[i, j]: the gradient of a bias.
 *
 * Canonical order: from +0, with i rising from 0, each sum rounded to the precision (by the store into out).
 * Overwrites the first `columns` elements of out; a is rows × columns.
 */
export function columnSums(out: Reals, a: Reals, rows: number, columns: number): void {
  for (let j = 0; j < columns; j++) out[j] = 0
  let p = 0
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j] = out[j]! + a[p++]!
}
