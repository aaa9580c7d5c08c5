/**
 * Cross-entropy of logits z against targets t in [0, 1], sigmoid included.
 *
 *   loss = mean over rows and outputs of max(z, 0) − z·t + ln(1 + e^(−|z|))
 *   d/dz = (σ(z) − t) / (rows · outputs)
 *
 * This form equals −t·ln σ(z) − (1 − t)·ln(1 − σ(z)) without its overflow and cancellation.
 * Prediction: 1 where z > 0, else 0; a row is right when all its outputs are.
 * Source: as in TensorFlow's `sigmoid_cross_entropy_with_logits` and PyTorch's `BCEWithLogitsLoss`.
 */
import { exponential } from '../mathematics/exponential'
import { logarithmOnePlus } from '../mathematics/logarithm'
import { sigmoid } from '../mathematics/sigmoid'
import type { Loss, Targets } from './loss'

export const binaryCrossEntropy: Loss = {
  kind: 'binaryCrossEntropy',
  setting: 0,
  isClassification: true,
  targetWidth: (columns) => columns,

  evaluate(gradients, outputs, targets, rows, columns) {
    const count = rows * columns
    let total = 0
    for (let i = 0; i < count; i++) {
      const z = outputs[i]!
      const t = checkedShare(targets, i)
      total += (z < 0 ? 0 : z) - z * t + logarithmOnePlus(exponential(-Math.abs(z)))
      if (gradients !== null) gradients[i] = (sigmoid(z) - t) / count
    }
    return total / count
  },

  countCorrect(outputs, targets, rows, columns) {
    let correct = 0
    for (let row = 0; row < rows; row++) {
      let isRight = true
      for (let i = row * columns; i < (row + 1) * columns; i++) {
        if (outputs[i]! > 0 !== targets[i]! > 0.5) isRight = false
      }
      if (isRight) correct++
    }
    return correct
  },
}

/** The target of an output. @throws RangeError unless it is in [0, 1] */
export function checkedShare(targets: Targets, index: number): number {
  const target = targets[index]
  if (target !== undefined && target >= 0 && target <= 1) return target
  throw new RangeError(`targets[${index}] = ${target}, must be in [0, 1]`)
}
