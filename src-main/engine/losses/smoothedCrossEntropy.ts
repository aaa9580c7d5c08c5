/**
 * Softmax cross-entropy against smoothed targets: of one class c a row, a share ε is spread evenly over all K classes.
 *
 *   q_j = (1 − ε)·[j = c] + ε/K
 *   loss = mean over rows of ln Σ_j e^(z_j − m) − Σ_j q_j·(z_j − m), m = max_j z_j
 *   d/dz_j = (e^(z_j − m)/Σ_k e^(z_k − m) − q_j) / rows
 *
 * Variant: the share includes the class itself, as in PyTorch's `CrossEntropyLoss(label_smoothing)` and Keras.
 * Training and evaluation use the same loss.
 * Source: Szegedy, Vanhoucke, Ioffe, Shlens & Wojna, "Rethinking the Inception architecture", CVPR 2016, section 7.
 */
import { exponential } from '../mathematics/exponential'
import { logarithm } from '../mathematics/logarithm'
import type { Loss } from './loss'
import { checkedClass, indexOfLargest, softmaxCrossEntropy } from './softmaxCrossEntropy'

/** ε = 0 is `softmaxCrossEntropy` itself. @throws RangeError unless ε is in [0, 1) */
export function smoothedCrossEntropy(smoothing: number): Loss {
  if (!(smoothing >= 0 && smoothing < 1)) throw new RangeError(`labelSmoothing = ${smoothing}, must be in [0, 1)`)
  if (smoothing === 0) return softmaxCrossEntropy
  return {
    ...softmaxCrossEntropy,
    kind: 'smoothedCrossEntropy',
    setting: smoothing,
    evaluate(gradients, outputs, targets, rows, columns) {
      const even = smoothing / columns
      let total = 0
      for (let row = 0; row < rows; row++) {
        const start = row * columns
        const target = checkedClass(targets, row, columns)
        const largest = outputs[start + indexOfLargest(outputs, start, columns)]!
        let sum = 0
        let below = 0
        for (let j = 0; j < columns; j++) {
          const shifted = outputs[start + j]! - largest
          sum += exponential(shifted)
          below += shifted
        }
        total += logarithm(sum) - (1 - smoothing) * (outputs[start + target]! - largest) - even * below
        if (gradients === null) continue
        for (let j = 0; j < columns; j++) {
          const probability = exponential(outputs[start + j]! - largest) / sum
          gradients[start + j] = (probability - (j === target ? 1 - smoothing + even : even)) / rows
        }
      }
      return total / rows
    },
  }
}
