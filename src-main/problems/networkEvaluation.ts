/** Loss and accuracy of a network over a whole part of the data. */
import type { Examples } from '../datasets/dataset'
import type { Network } from '../engine/network'
import type { TargetEncoding } from './networkLoss'
import type { Evaluation } from './problem'

/** Rows evaluated at once; the sums, and so the bits, depend on it. */
export const evaluationRows = 256

/**
 * Means over all examples, in their order, by chunks of `evaluationRows`; null for an empty part.
 *
 * @param targets - scratch for as many rows; overwritten, as are the network's inputs and outputs
 */
export function networkEvaluation(
  network: Network,
  examples: Examples,
  encoding: TargetEncoding,
  targets: Float64Array,
): Evaluation | null {
  if (examples.count === 0) return null
  const order = Uint32Array.from({ length: examples.count }, (_, index) => index)
  let loss = 0
  let correct = 0
  for (let start = 0; start < examples.count; start += evaluationRows) {
    const count = Math.min(evaluationRows, examples.count - start)
    examples.readInputs(order, start, count, network.inputs)
    for (let row = 0; row < count; row++) encoding.write(targets, row, examples.target(start + row))
    loss += network.loss(targets, count) * count
    if (network.isClassification) correct += network.countCorrect(targets, count)
  }
  return {
    loss: loss / examples.count,
    accuracy: network.isClassification ? correct / examples.count : null,
  }
}
