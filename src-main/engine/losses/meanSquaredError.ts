/**
 * Mean squared error of outputs z against real targets t.
 *
 *   loss = mean over rows and outputs of (z − t)²        d/dz = 2·(z − t) / (rows · outputs)
 *
 * Variant: mean over outputs too, and no factor ½, as in PyTorch's `MSELoss`.
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, section 1.2.5, the negative logarithm of a Gaussian.
 */
import type { Loss } from './loss'

export const meanSquaredError: Loss = {
  kind: 'meanSquaredError',
  setting: 0,
  isClassification: false,
  targetWidth: (columns) => columns,

  evaluate(gradients, outputs, targets, rows, columns) {
    const count = rows * columns
    let total = 0
    for (let i = 0; i < count; i++) {
      const error = outputs[i]! - targets[i]!
      total += error * error
      if (gradients !== null) gradients[i] = (2 * error) / count
    }
    return total / count
  },

  countCorrect: () => 0,
}
