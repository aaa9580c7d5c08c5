/**
 * The mean loss over the examples of an epoch, each with the loss of its batch:
 *
 *   Σ wₜ·L(t) / Σ wₜ        wₜ: examples of batch t, of those of a full one
 *
 * A share of a full batch in place of a count, so that the mean of one batch is its loss, bit for bit.
 */
import type { StateTensor } from '../engine/layers/layer'
import type { Problem } from '../problems/problem'

export class EpochLoss {
  /** Σ w·L, Σ w, and the batches that are in them. */
  readonly #sums = new Float64Array(3)
  readonly tensors: readonly StateTensor[] = [{ name: 'epochTrainingLoss.sums', shape: [3], values: this.#sums }]
  readonly #stepsPerEpoch: number
  readonly #rowsOf: (step: number) => number

  constructor({ stepsPerEpoch, rowsOf }: Pick<Problem, 'stepsPerEpoch' | 'rowsOf'>) {
    this.#stepsPerEpoch = stepsPerEpoch ?? Infinity
    this.#rowsOf = rowsOf ?? (() => 1)
  }

  /**
   * @param step - each in turn
   * @returns the mean where the step ends an epoch of which every batch was seen; null otherwise
   */
  add(step: number, loss: number): number | null {
    const place = (step - 1) % this.#stepsPerEpoch
    const sums = this.#sums
    if (place === 0) sums.fill(0)
    const share = this.#rowsOf(step) / this.#rowsOf(1)
    sums[0]! += share * loss
    sums[1]! += share
    sums[2]!++
    const isWhole = place === this.#stepsPerEpoch - 1 && sums[2] === this.#stepsPerEpoch
    return isWhole ? sums[0]! / sums[1]! : null
  }
}
