/**
 * Cross-entropy of logits in float32, every operation rounded but the sum; equations as in `binaryCrossEntropy.ts`.
 *
 * Targets are rounded to float32 first. The losses of the elements are added in float64, in order, and divided by their
 * number there.
 */
import { exponential32 } from '../mathematics/float32/exponential32'
import { logarithmOnePlus32 } from '../mathematics/float32/logarithm32'
import { sigmoidOf } from '../mathematics/float32/sigmoid32'
import { binaryCrossEntropy, checkedShare } from './binaryCrossEntropy'
import type { Loss } from './loss'

const round = Math.fround

export const binaryCrossEntropy32: Loss = {
  ...binaryCrossEntropy,

  evaluate(gradients, outputs, targets, rows, columns) {
    const count = rows * columns
    let total = 0
    for (let i = 0; i < count; i++) {
      const z = outputs[i]!
      const t = round(checkedShare(targets, i))
      const e = exponential32(-Math.abs(z))
      total += round(round((z < 0 ? 0 : z) - round(z * t)) + logarithmOnePlus32(e))
      if (gradients !== null) gradients[i] = round(sigmoidOf(z, e) - t) / count
    }
    return total / count
  },
}
