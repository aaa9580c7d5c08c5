/**
 * Huber loss of outputs z against real targets t: squared near, absolute far, so that outliers pull no harder than δ.
 *
 *   e = z − t        loss = mean over rows and outputs of ½·e² where |e| ≤ δ, δ·(|e| − ½·δ) elsewhere
 *   d/dz = max(−δ, min(e, δ)) / (rows · outputs)
 *
 * Variant: mean over outputs too and not divided by δ, as in PyTorch's `HuberLoss` (its `SmoothL1Loss` is this over δ).
 * Source: Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 35, 1964.
 */
import type { Loss } from './loss'

/** @throws RangeError unless δ is finite and above 0 */
export function huber(delta: number): Loss {
  if (!(delta > 0 && Number.isFinite(delta))) throw new RangeError(`huberDelta = ${delta}, must be in (0, ∞)`)
  return {
    kind: 'huber',
    setting: delta,
    isClassification: false,
    targetWidth: (columns) => columns,

    evaluate(gradients, outputs, targets, rows, columns) {
      const count = rows * columns
      let total = 0
      for (let i = 0; i < count; i++) {
        const error = outputs[i]! - targets[i]!
        const magnitude = Math.abs(error)
        total += magnitude <= delta ? 0.5 * error * error : delta * (magnitude - 0.5 * delta)
        // a NaN is not above δ, so that it is its own gradient
        if (gradients !== null) gradients[i] = (magnitude > delta ? Math.sign(error) * delta : error) / count
      }
      return total / count
    },

    countCorrect: () => 0,
  }
}
