/** What layer normalisation asks of a backend; equations in `layers/layerNorm.ts`. Kernels for examples of one size. */
import type { Reals } from '../precision'

export interface LayerNormKernels {
  /** Overwrites Y, and remembers mean and deviation of every row. */
  forward(Y: Reals, X: Reals, W: Reals, b: Reals, rows: number): void
  /** Overwrites dW, db and, unless null, dX; X and the rows are those of the last `forward`. */
  backward(dX: Reals | null, dW: Reals, db: Reals, dY: Reals, X: Reals, W: Reals, rows: number): void
}
