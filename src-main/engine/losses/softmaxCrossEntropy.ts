/**
 * Softmax cross-entropy of logits z against one class c a row.
 *
 *   loss = mean over rows of ln Σ_j e^(z_j − m) − (z_c − m), m = max_j z_j
 *   d/dz_j = (e^(z_j − m)/Σ_k e^(z_k − m) − [j = c]) / rows
 *
 * Prediction: the largest logit, the first one of a tie.
 * Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.
 */
import { exponential } from '../mathematics/exponential'
import { logarithm } from '../mathematics/logarithm'
import type { Reals } from '../precision'
import type { Loss, Targets } from './loss'

export const softmaxCrossEntropy: Loss = {
  kind: 'softmaxCrossEntropy',
  setting: 0,
  isClassification: true,
  targetWidth: () => 1,

  evaluate(gradients, outputs, targets, rows, columns) {
    let total = 0
    for (let row = 0; row < rows; row++) {
      const start = row * columns
      const target = checkedClass(targets, row, columns)
      const largest = outputs[start + indexOfLargest(outputs, start, columns)]!
      let sum = 0
      for (let j = 0; j < columns; j++) sum += exponential(outputs[start + j]! - largest)
      total += logarithm(sum) - (outputs[start + target]! - largest)
      if (gradients === null) continue
      for (let j = 0; j < columns; j++) {
        const probability = exponential(outputs[start + j]! - largest) / sum
        gradients[start + j] = (probability - (j === target ? 1 : 0)) / rows
      }
    }
    return total / rows
  },

  countCorrect(outputs, targets, rows, columns) {
    let correct = 0
    for (let row = 0; row < rows; row++) {
      if (indexOfLargest(outputs, row * columns, columns) === targets[row]) correct++
    }
    return correct
  },
}

/** The class of a row. @throws RangeError unless it is an integer in [0, columns) */
export function checkedClass(targets: Targets, row: number, columns: number): number {
  const target = targets[row]
  if (target === undefined || !Number.isInteger(target) || target < 0 || target >= columns) {
    throw new RangeError(`targets[${row}] = ${target}, must be an integer in [0, ${columns})`)
  }
  return target
}

/** Of `columns` outputs from `start` on, counted from there; the first one of a tie. */
export function indexOfLargest(outputs: Reals, start: number, columns: number): number {
  let best = 0
  for (let j = 1; j < columns; j++) if (outputs[start + j]! > outputs[start + best]!) best = j
  return best
}
