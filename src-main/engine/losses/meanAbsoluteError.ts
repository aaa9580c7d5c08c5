/**
 * Mean absolute error of outputs z against real targets t.
 *
 *   loss = mean over rows and outputs of |z − t|        d/dz = sign(z − t) / (rows · outputs), 0 where z = t
 *
 * Variant: mean over outputs too, as in PyTorch's `L1Loss`.
 * Source: Boyd & Vandenberghe, "Convex Optimization", 2004, section 6.1.2, the l₁-norm as a penalty.
 */
import type { Loss } from './loss'

export const meanAbsoluteError: Loss = {
  kind: 'meanAbsoluteError',
  setting: 0,
  isClassification: false,
  targetWidth: (columns) => columns,

  evaluate(gradients, outputs, targets, rows, columns) {
    const count = rows * columns
    let total = 0
    for (let i = 0; i < count; i++) {
      const error = outputs[i]! - targets[i]!
      total += Math.abs(error)
      if (gradients !== null) gradients[i] = Math.sign(error) / count
    }
    return total / count
  },

  countCorrect: () => 0,
}
