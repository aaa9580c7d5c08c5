/**
 * Softmax cross-entropy in float32, every operation rounded but the sum over rows; equations as in
 * `softmaxCrossEntropy.ts`.
 *
 * Canonical order, which every other kernel keeps bit for bit: of the sum over a row, four partial sums, of the columns
 * j ≡ 0, 1, 2, 3 (mod 4) each with j rising from +0, then (s₀ + s₁) + (s₂ + s₃); the losses of the rows are added in
 * float64, rows in order, and divided by their number there. The largest logit of a row does not depend on an order.
 */
import { exponential32 } from '../mathematics/float32/exponential32'
import { logarithm32 } from '../mathematics/float32/logarithm32'
import type { Reals } from '../precision'
import type { Loss } from './loss'
import { checkedClass, indexOfLargest, softmaxCrossEntropy } from './softmaxCrossEntropy'

const round = Math.fround

export const softmaxCrossEntropy32: Loss = {
  ...softmaxCrossEntropy,

  evaluate(gradients, outputs, targets, rows, columns) {
    let total = 0
    for (let row = 0; row < rows; row++) {
      const start = row * columns
      const target = checkedClass(targets, row, columns)
      const largest = outputs[start + indexOfLargest(outputs, start, columns)]!
      const sum = sumOfExponentials(outputs, start, columns, largest)
      total += round(logarithm32(sum) - round(outputs[start + target]! - largest))
      if (gradients === null) continue
      for (let j = 0; j < columns; j++) {
        const probability = round(exponential32(round(outputs[start + j]! - largest)) / sum)
        gradients[start + j] = round(probability - (j === target ? 1 : 0)) / rows
      }
    }
    return total / rows
  },
}

function sumOfExponentials(outputs: Reals, start: number, columns: number, largest: number): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let j = 0; j < columns; j++) {
    const e = exponential32(round(outputs[start + j]! - largest))
    if (j % 4 === 0) s0 = round(s0 + e)
    else if (j % 4 === 1) s1 = round(s1 + e)
    else if (j % 4 === 2) s2 = round(s2 + e)
    else s3 = round(s3 + e)
  }
  return round(round(s0 + s1) + round(s2 + s3))
}
