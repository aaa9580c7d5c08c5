/**
 * What batch normalisation asks of a backend; equations in `layers/batchNorm.ts`.
 *
 * Kernels for examples [channels, positions]. Means, squares and inverse deviations are float64, one a channel.
 */
import type { Reals } from '../precision'

export interface BatchNormKernels {
  /** Overwrites means with μ and squares with Σ (x − μ)², of every channel over the batch. */
  measure(means: Reals, squares: Reals, X: Reals, rows: number): void
  /** Overwrites Y with (x − μ)·W·inverse + b. */
  normalise(Y: Reals, X: Reals, W: Reals, b: Reals, means: Reals, inverses: Reals, rows: number): void
  /** Overwrites dW, db and, unless null, dX. */
  backward(
    dX: Reals | null,
    dW: Reals,
    db: Reals,
    dY: Reals,
    X: Reals,
    W: Reals,
    means: Reals,
    inverses: Reals,
    rows: number,
  ): void
}
