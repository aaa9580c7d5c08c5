/**
 * Softmax cross-entropy against smoothed targets in float32, every operation rounded but the sum over rows; equations
 * as in `smoothedCrossEntropy.ts`, the rest 1 − ε and the share ε/K of the smoothing rounded first.
 *
 * Canonical order: of the sums over a row, of exponentials and of shifted logits, as in `softmaxCrossEntropy32.ts`.
 */
import { exponential32 } from '../mathematics/float32/exponential32'
import { logarithm32 } from '../mathematics/float32/logarithm32'
import type { Loss } from './loss'
import { smoothedCrossEntropy } from './smoothedCrossEntropy'
import { checkedClass, indexOfLargest } from './softmaxCrossEntropy'

const round = Math.fround

/** @throws RangeError unless ε is in [0, 1) */
export function smoothedCrossEntropy32(smoothing: number): Loss {
  return {
    ...smoothedCrossEntropy(smoothing),
    evaluate(gradients, outputs, targets, rows, columns) {
      const rest = round(1 - smoothing)
      const even = round(smoothing / columns)
      const own = round(rest + even)
      let total = 0
      for (let row = 0; row < rows; row++) {
        const start = row * columns
        const target = checkedClass(targets, row, columns)
        const largest = outputs[start + indexOfLargest(outputs, start, columns)]!
        const sum = sumInFour(columns, (j) => exponential32(round(outputs[start + j]! - largest)))
        const below = sumInFour(columns, (j) => round(outputs[start + j]! - largest))
        const expected = round(round(rest * round(outputs[start + target]! - largest)) + round(even * below))
        total += round(logarithm32(sum) - expected)
        if (gradients === null) continue
        for (let j = 0; j < columns; j++) {
          const probability = round(exponential32(round(outputs[start + j]! - largest)) / sum)
          gradients[start + j] = round(probability - (j === target ? own : even)) / rows
        }
      }
      return total / rows
    },
  }
}

/** Σ_j term(j) as (s₀ + s₁) + (s₂ + s₃), s_i over j ≡ i (mod 4) rising from +0. */
function sumInFour(columns: number, term: (j: number) => number): number {
  const sums: [number, number, number, number] = [0, 0, 0, 0]
  for (let j = 0; j < columns; j++) sums[j & 3] = round(sums[j & 3]! + term(j))
  return round(round(sums[0] + sums[1]) + round(sums[2] + sums[3]))
}
